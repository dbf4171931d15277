"""Moves between stages: every way to move a deal comes through here (spec 04)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from opportunities.actions.ledger import write_change
from opportunities.actions.records import change_opportunity, require_open
from opportunities.actions.stage_tasks import give_tasks
from opportunities.criteria import missing
from opportunities.models import Opportunity, Stage, StageChange, Waiver
from opportunities.path import after, before, left_by, stages_of
from people.models import Member
from tenants.states import MoveNotAllowed


@transaction.atomic
def advance(
    *,
    by: Member,
    opportunity: Opportunity,
    to: Stage | None = None,
    waivers: dict[int, str] | None = None,
    fields: dict | None = None,
) -> Opportunity:
    """Move a deal to the next stage, or to a later one where its process allows skipping.

    `waivers` maps ids of criteria to a manager's reasons, `fields` are facts that are filled in
    with the move. Raises MoveNotAllowed with what is missing, in words.
    """
    deal = Opportunity.objects.locked(opportunity.pk)
    require_open(deal)
    if to is not None and to.pk == deal.stage_id:
        return deal
    stages = stages_of(deal)
    for stage in stages:
        if stage.pk == deal.stage_id:
            deal.stage = stage  # it has been read
    to = _target(deal, stages, to)
    if fields:
        deal = change_opportunity(by=by, opportunity=deal, **fields)
    require_criteria(deal, left_by(stages, deal.stage, to), by=by, waivers=waivers or {})
    return _enter(StageChange.Verb.ADVANCE, deal, to, by=by)


@transaction.atomic
def step_back(*, by: Member, opportunity: Opportunity, to: Stage, reason: str) -> Opportunity:
    """Move a deal back to an earlier stage of its process, with a reason."""
    deal = Opportunity.objects.locked(opportunity.pk)
    require_open(deal)
    if to.pk == deal.stage_id:
        return deal
    if to not in before(stages_of(deal), deal.stage):
        raise MoveNotAllowed(_("“%(stage)s” is not an earlier stage.") % {"stage": to.name})
    if not reason:
        raise MoveNotAllowed(_("Moving back needs a reason."), [_("Reason")])
    return _enter(StageChange.Verb.STEP_BACK, deal, to, by=by, reason=reason)


def require_criteria(
    deal: Opportunity, stages: list[Stage], *, by: Member | None, waivers: dict[int, str]
) -> None:
    """Raise MoveNotAllowed naming each unmet criterion that nobody waives; keep the waivers."""
    unmet = missing(deal, stages)
    open_items = [item for item in unmet if not waivers.get(item.criterion.pk, "").strip()]
    if open_items:
        raise MoveNotAllowed(_("Something is missing first."), [str(item) for item in open_items])
    for item in unmet:
        reason = waivers[item.criterion.pk].strip()
        Waiver.objects.create(opportunity=deal, criterion=item.criterion, reason=reason, by=by)
        record_event("opportunity.waived", deal, by=by, text=reason, criterion=str(item))


def _target(deal: Opportunity, stages: list[Stage], to: Stage | None) -> Stage:
    later = after(stages, deal.stage)
    if not later:
        raise MoveNotAllowed(_("This is the last stage; the deal can only be won or closed."))
    if to is None or to == later[0]:
        return later[0]
    if to not in later:
        raise MoveNotAllowed(_("“%(stage)s” is not a later stage.") % {"stage": to.name})
    if not deal.process.allow_skip:
        raise MoveNotAllowed(
            _("This process allows no skipping; the next stage is “%(stage)s”.")
            % {"stage": later[0].name}
        )
    return to


def _enter(verb: str, deal: Opportunity, to: Stage, *, by: Member, reason: str = "") -> Opportunity:
    now, left = timezone.now(), deal.stage
    write_change(verb, deal, by=by, at=now, from_stage=left, to_stage=to, reason=reason)
    stand_in(deal, to, since=now)
    record_event(
        f"opportunity.{verb}",
        deal,
        by=by,
        at=now,
        text=reason,
        **{"from": left.name, "to": to.name},
    )
    give_tasks(deal, to, by=by)
    return deal


def stand_in(deal: Opportunity, stage: Stage, *, since: datetime) -> None:
    deal.stage, deal.stage_entered_at = stage, since
    deal.save(update_fields=["stage", "stage_entered_at"])
