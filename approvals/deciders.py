"""Who may decide a pending step today: its assignees and their substitutes (spec 01, 06)."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from approvals.models import Round, Step, StepAssignee, Substitute
from approvals.seating import unfilled
from people.models import Member
from people.roles import Role
from tenants.states import MoveNotAllowed


def deciders(steps: Iterable[Step]) -> dict[int, list[Member]]:
    """Members by step id. Whoever lost the role or the job is out, and so is his substitute."""
    steps = {step.pk: step for step in steps}
    seats = StepAssignee.objects.filter(step__in=steps, member__active=True)
    standing_in = defaultdict(list)
    for row in Substitute.objects.today().select_related("substitute"):
        standing_in[row.member_id].append(row.substitute)
    found = defaultdict(dict)
    for seat in seats.select_related("member").order_by("pk"):
        step = steps[seat.step_id]
        if _still_fills(step, seat.member):
            people = [seat.member, *standing_in[seat.member_id]]
            found[step.pk] |= {m.pk: m for m in people if _free(step, m)}
    return {pk: list(found[pk].values()) for pk in steps}


def check_decider(member: Member, round: Round, step: Step, record) -> None:
    """Raise MoveNotAllowed with the reason why this member may not decide this step."""
    if member.pk in (round.owner_id, round.submitted_by_id, record.owner_id):
        raise MoveNotAllowed(_("Nobody approves what he owns or submitted himself."))
    steps = list(round.steps.exclude(state=Step.State.CANCELLED))
    if any(other.decided_by_id == member.pk for other in steps):
        raise MoveNotAllowed(_("You decided another step of this round already."))
    able = deciders(steps)
    if member.pk not in {m.pk for m in able[step.pk]}:
        raise MoveNotAllowed(_("This step is not assigned to you."))
    _check_rest(member, step, [s for s in steps if s.decided_by_id is None], able)


def _check_rest(member: Member, step: Step, undecided: list[Step], able: dict) -> None:
    """Whoever is the only one left for another step must keep himself free for it."""
    rest = [other for other in undecided if other.pk != step.pk and able[other.pk]]
    empty = unfilled([[m.pk for m in able[other.pk] if m.pk != member.pk] for other in rest])
    if empty is not None:
        raise MoveNotAllowed(
            _("You are needed for “%(step)s”; somebody else must decide this one.")
            % {"step": rest[empty].name}
        )


def _still_fills(step: Step, member: Member) -> bool:
    return member.is_(step.role) or (step.role == Role.MANAGER and member.final_approver)


def _free(step: Step, member: Member) -> bool:
    return member.active and member.pk not in (step.owner_id, step.submitted_by_id)
