"""Rounds that end without a decision: withdrawn by who submitted, or voided by a change."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from activities.actions import record_event, settle
from activities.kinds import kind_of
from approvals.deciders import deciders
from approvals.effects import effects_of
from approvals.models import Round, Step
from people.models import Member
from tenants.states import move


@transaction.atomic
def withdraw_round(*, by: Member, round: Round) -> Round:
    """Take a submission back; its record returns to what it was. Twice changes nothing.

    Locks round, then record, as decisions do: call it before locking the record.
    """
    round = Round.objects.locked(round.pk)
    if round.state == Round.State.WITHDRAWN:
        return round
    end_round(round, round.withdraw)
    cancel_open_steps(round)
    record = round.of_kind.model.objects.locked(round.object_id)
    record_event("approval.withdrawn", record, by=by, number=round.number)
    effects_of(round).returned(round, by, "withdrawn", "")
    return round


@transaction.atomic
def void_rounds(*, by: Member | None = None, record: Model, purpose: str) -> int:
    """End a record's open round because its content changes; returns how many there were.

    The caller moves its own record: `Effects.returned` is not called. Call it before locking
    the record, for decisions lock the round first.
    """
    kind = kind_of(record).name
    rounds = Round.objects.open().filter(kind=kind, object_id=record.pk, purpose=purpose)
    voided = list(rounds.select_for_update(no_key=True, of=("self",)))
    for round in voided:
        end_round(round, round.void)
        cancel_open_steps(round)
        record_event("approval.voided", record, by=by, number=round.number)
    return len(voided)


def end_round(round: Round, transition: Callable) -> None:
    """Close a locked round by one of its transitions."""
    move(transition, timezone.now())
    round.save(update_fields=["state", "closed_at"])


def cancel_open_steps(round: Round) -> None:
    open_states = [Step.State.WAITING, Step.State.PENDING]
    for step in round.steps.filter(state__in=open_states):
        asked = step.state == Step.State.PENDING
        move(step.cancel)
        step.save(update_fields=["state"])
        if asked:
            ask_no_longer(step)


def ask_no_longer(step: Step) -> None:
    """Whoever was told that the step waits for him need not look any more."""
    urged = Q(key__startswith=f"approval-urged-{step.pk}-")
    settle(deciders([step])[step.pk], Q(key=f"approval-asked-{step.pk}") | urged)
