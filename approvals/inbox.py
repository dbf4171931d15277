"""The inbox 待办与审批: what waits for a member, what he started, what he decided (spec 06)."""

from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from approvals.effects import effects_of
from approvals.models import Round, Step
from people.models import Member

SHOWN = 100


def counts(member: Member) -> dict[str, int]:
    """How much each tab holds that is not over yet."""
    todo, mine = Step.objects.todo(member), Round.objects.open().started_by(member)
    return {"todo": todo.count(), "mine": mine.count()}


def rows(tab: str, member: Member) -> list[dict]:
    """The newest rows of "todo", "mine" or "done".

    {"round", "url", "brief" (what it is about), "decided" (his own step under "done"), "at" (steps
    decided), "of" (steps in all), "waiting": what is pending: [{"name", "who", "hours", "late"}]}
    """
    if tab == "mine":
        open_first = Round.objects.started_by(member).order_by(
            F("closed_at").desc(nulls_first=True), "-pk"
        )
        return [_row(round, None) for round in _with_steps(open_first[:SHOWN])]
    steps = Step.objects.todo(member) if tab == "todo" else Step.objects.decided_by(member)
    wanted = list(steps.values_list("pk", "round_id")[:SHOWN])
    rounds = _with_steps(Round.objects.filter(pk__in={round_id for _step, round_id in wanted}))
    by_id = {round.pk: round for round in rounds}
    return [_row(by_id[round_id], step_id) for step_id, round_id in wanted]


def _with_steps(rounds: QuerySet[Round]) -> QuerySet[Round]:
    return rounds.select_related("submitted_by").prefetch_related("steps__assignees__member")


def _row(round: Round, own_id: int | None) -> dict:
    steps, now = list(round.steps.all()), timezone.now()
    pending = [step for step in steps if step.state == Step.State.PENDING]
    own = next((step for step in steps if step.pk == own_id), None)
    page = own or next(iter(pending or steps))
    return {
        "round": round,
        "url": page.get_absolute_url(),
        "brief": effects_of(round).brief(round),
        "decided": own if own and own.decided_at else None,
        "at": sum(step.state == Step.State.APPROVED for step in steps),
        "of": len(steps),
        "waiting": [_waiting(step, now) for step in pending],
    }


def _waiting(step: Step, now: datetime) -> dict:
    return {
        "name": step.name,
        "who": [seat.member.name for seat in step.assignees.all()],
        "hours": int((now - step.opened_at).total_seconds() // 3600),
        "late": step.due_at < now,
    }
