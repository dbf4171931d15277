"""A submission opens a round, and each group of parallel steps after the one before it."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone

from activities.actions import notify, record_event
from activities.kinds import kind_of
from approvals.chains import StepSpec, check_filled
from approvals.deciders import deciders
from approvals.models import Round, Step, StepAssignee
from people.calendars import add_days
from people.models import Member
from tenants.states import move

HOURS_A_DAY = 8


@transaction.atomic
def open_round(
    *,
    by: Member,
    record: Model,
    purpose: str,
    owner: Member,
    title: str,
    amount: Decimal,
    content_hash: str,
    steps: list[StepSpec],
    facts: dict | None = None,
) -> Round:
    """Open a round on a record and its first steps; `by` is who submits, `owner` whose it is.

    Called by the record's own submit action with the record locked. `facts` is JSON for the
    approvers. Raises MoveNotAllowed when a step has nobody who may decide it.
    """
    check_filled(steps)
    kind = kind_of(record).name
    before = Round.objects.filter(kind=kind, object_id=record.pk, purpose=purpose)
    round = Round.objects.create(
        kind=kind,
        object_id=record.pk,
        purpose=purpose,
        number=(before.aggregate(last=Max("number"))["last"] or 0) + 1,
        title=title[:200],
        amount=amount,
        content_hash=content_hash,
        facts=facts or {},
        owner=owner,
        submitted_by=by,
    )
    _add_steps(round, steps)
    record_event("approval.opened", record, by=by, number=round.number)
    open_next(round, record)
    return round


def _add_steps(round: Round, specs: list[StepSpec]) -> None:
    for spec in specs:
        step = Step.objects.create(
            round=round,
            order=spec.order,
            role=spec.role,
            name=spec.name,
            due_hours=spec.due_hours,
            owner=round.owner,
            submitted_by=round.submitted_by,
        )
        StepAssignee.objects.bulk_create(
            StepAssignee(step=step, member=member) for member in spec.assignees
        )


def open_next(round: Round, record: Model) -> list[Step]:
    """Open the waiting steps of the lowest order and tell whoever may decide them.

    Returns what it opened; nothing is left when the list is empty.
    """
    waiting = list(round.steps.filter(state=Step.State.WAITING).order_by("order", "pk"))
    group = [step for step in waiting if step.order == waiting[0].order]
    now = timezone.now()
    for step in group:
        move(step.open, now, due(now, step.due_hours))
        step.save(update_fields=["state", "opened_at", "due_at"])
    for step_id, members in deciders(group).items():
        key = f"approval-asked-{step_id}"
        notify(members, "approval.asked", record, by=round.submitted_by, key=key)
    return group


def due(start: datetime, hours: int) -> datetime:
    """When a step that opens at `start` is due. Working time runs in days of 8 hours, a begun
    one counts whole: 24 hours end three working days later at the same time of day."""
    days = -(-hours // HOURS_A_DAY)
    today = timezone.localdate(start)
    return start + timedelta(days=(add_days(today, days) - today).days)
