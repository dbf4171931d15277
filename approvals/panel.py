"""A record's rounds, for its page: where it is, with whom, since when (spec 06)."""

from datetime import timedelta

from django.db.models import Avg, F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.kinds import kind_of
from approvals.deciders import deciders
from approvals.models import Round, Step
from crm.templatetags.fairway import listed
from people.models import Member
from people.roles import Role


def rounds_of(record: Model, member: Member) -> list[dict]:
    """All rounds, newest first: {"round", "steps"}; steps as components/_steps.html wants them.

    A step has a link for whoever may open it.
    """
    return rounds_at(kind_of(record).name, record.pk, member)


def rounds_at(kind: str, object_id: int, member: Member) -> list[dict]:
    rounds = list(Round.objects.of(kind, object_id).select_related("submitted_by"))
    steps = Step.objects.filter(round__in=rounds)
    opened = set(steps.visible_to(member).values_list("pk", flat=True))
    usual = _usual_hours() if rounds else {}
    shown: dict[int, list[dict]] = {round.pk: [] for round in rounds}
    for step in steps.with_people():
        shown[step.round_id].append(_step(step, opened, usual))
    return [{"round": round, "steps": shown[round.pk]} for round in rounds]


def asked(record: Model) -> list[str]:
    """The names of those who may decide the record's pending steps now."""
    kind = kind_of(record).name
    steps = Step.objects.pending().filter(round__kind=kind, round__object_id=record.pk)
    people = {member.pk: member.name for able in deciders(steps).values() for member in able}
    return list(people.values())


def waiting_for(rounds: list[dict]) -> str:
    """ "Waiting for review by Finance, Legal": the newest round's pending steps, "" without one."""
    steps = rounds[0]["steps"] if rounds else []
    return waiting_text([step["role"] for step in steps if step["state"] == "pending"])


def waiting_text(roles: list[str]) -> str:
    """The same from roles."""
    if not roles:
        return ""
    return _("Waiting for review by %(roles)s") % {
        "roles": listed(Role(role).label for role in roles)
    }


def _step(step: Step, opened: set[int], usual: dict[str, int]) -> dict:
    return {
        "name": step.name,
        "role": step.role,
        "state": step.state,
        "assignees": [seat.member.name for seat in step.assignees.all()],
        "since": step.opened_at,
        "due": step.due_at,
        "urged": step.urged_at,
        "decided_by": step.decided_by,
        "decided_at": step.decided_at,
        "comment": step.comment,
        "url": step.get_absolute_url() if step.pk in opened else "",
        "usual": usual.get(step.role),
    }


def _usual_hours() -> dict[str, int]:
    """The mean time that each role took over its decisions of 90 days, in begun hours."""
    decided = Step.objects.filter(decided_at__gte=timezone.now() - timedelta(days=90)).order_by()
    taken = decided.values_list("role").annotate(mean=Avg(F("decided_at") - F("opened_at")))
    return {role: -(-mean // timedelta(hours=1)) for role, mean in taken}
