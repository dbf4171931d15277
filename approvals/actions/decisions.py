"""Deciding a step. The round is locked first, then the step, then the record: two parallel steps
decided in the same instant come one after the other, and the second one sees the first."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import notify, record_event
from approvals.actions.endings import ask_no_longer, cancel_open_steps, end_round
from approvals.actions.opening import open_next
from approvals.deciders import check_decider
from approvals.effects import effects_of
from approvals.models import Round, Step
from people.models import Member
from tenants.states import MoveNotAllowed, move


def approve_step(*, by: Member, step: Step, comment: str = "") -> Step:
    """Agree to a pending step. The last agreement of a round approves the record.

    Raises MoveNotAllowed for whoever may not decide it, and when the content changed since it
    was submitted: then the round is voided, which stays although the caller is refused.
    """

    def agree(round: Round, step: Step, record: Model) -> None:
        move(step.approve, by, timezone.now(), comment)
        _save(step)
        record_event("approval.step_approved", record, by=by, text=comment, step=step.name)
        if round.steps.filter(state=Step.State.PENDING).exists() or open_next(round, record):
            return
        end_round(round, round.approve)
        _tell_starters(round, record, "approval.approved", by)
        effects_of(round).approved(round, by)

    return _decide(by, step, Step.State.APPROVED, agree)


def reject_step(*, by: Member, step: Step, comment: str) -> Step:
    """Refuse a pending step with a reason: the round ends and its other open steps with it."""
    if not comment.strip():
        raise ValidationError({"comment": _("Say why: the submitter must know what to change.")})

    def refuse(round: Round, step: Step, record: Model) -> None:
        move(step.reject, by, timezone.now(), comment)
        _save(step)
        cancel_open_steps(round)
        end_round(round, round.reject)
        data = {"text": comment, "step": step.name}
        record_event("approval.step_rejected", record, by=by, **data)
        _tell_starters(round, record, "approval.step_rejected", by, **data)
        effects_of(round).returned(round, by, "rejected", comment)

    return _decide(by, step, Step.State.REJECTED, refuse)


def _decide(
    by: Member, step: Step, target: str, decision: Callable[[Round, Step, Model], None]
) -> Step:
    with transaction.atomic():
        round = Round.objects.locked(step.round_id)
        step = Step.objects.locked(step.pk)
        if step.state == target and step.decided_by_id == by.pk:
            return step
        if step.state != Step.State.PENDING:
            raise not_pending(step)
        record = round.of_kind.model.objects.locked(round.object_id)
        check_decider(by, round, step, record)
        unchanged = effects_of(round).content_hash(record) == round.content_hash
        if unchanged:
            decision(round, step, record)
        else:
            _void_changed(round, record, by)
    if not unchanged:
        raise MoveNotAllowed(
            _("The content was changed after it was submitted. This round no longer counts."),
            keeps=True,
        )
    return step


def _void_changed(round: Round, record: Model, by: Member) -> None:
    cancel_open_steps(round)
    end_round(round, round.void)
    record_event("approval.voided", record, by=by, number=round.number)
    _tell_starters(round, record, "approval.voided", by, number=round.number)
    effects_of(round).returned(round, by, "voided", "")


def _tell_starters(round: Round, record: Model, verb: str, by: Member, **data) -> None:
    starters = {m.pk: m for m in (round.submitted_by, round.owner)}.values()
    data["text"] = data.get("text", "")[:300]
    notify(starters, verb, record, by=by, key=f"{verb}-{round.pk}", **data)


def _save(step: Step) -> None:
    step.save(update_fields=["state", "decided_by", "decided_at", "comment"])
    ask_no_longer(step)


def not_pending(step: Step) -> MoveNotAllowed:
    return MoveNotAllowed(
        _("This step is “%(state)s” and cannot be decided.") % {"state": step.get_state_display()}
    )
