"""The ends of a deal: won, lost, invalid, and back (spec 04)."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from activities.models import Reason
from opportunities import criteria
from opportunities.actions.ledger import write_change
from opportunities.actions.moves import require_criteria, stand_in
from opportunities.actions.records import require_open
from opportunities.models import ExitCriterion, Opportunity, Stage, StageChange
from opportunities.path import after, left_by, stages_of
from opportunities.reopening import obstacles
from people.models import Member
from tenants.states import MoveNotAllowed, move

QUOTE = ExitCriterion.Kind.QUOTE_IN_STATE
CREDIT = ["credited_to", "credited_department"]
CLOSING = ["status", "closed_on", "close_reason", "close_note", "lost_to", *CREDIT]


@transaction.atomic
def win(*, by: Member | None, opportunity: Opportunity, reason: str = "") -> Opportunity:
    """Close a deal as won and credit its owner.

    From the last stage with its criteria met; with a manager's `reason` from any stage. An amount
    and, where the process demands it, an approved or accepted quote are needed always.
    """
    deal = Opportunity.objects.locked(opportunity.pk)
    if deal.status == Opportunity.Status.WON:
        return deal
    check_win(deal, by=by, early=bool(reason))
    return _close(StageChange.Verb.WIN, deal, deal.win, by=by, note=reason)


def check_win(deal: Opportunity, *, by: Member | None, early: bool) -> None:
    """Raise MoveNotAllowed with what is missing; `early` from whatever stage it stands in."""
    require_open(deal)
    _require_value(deal)
    if not early:
        _require_end(deal, by=by)


@transaction.atomic
def lose(
    *, by: Member, opportunity: Opportunity, reason: Reason, note: str = "", competitor: str = ""
) -> Opportunity:
    """Close a deal as lost, with a reason from the list and, if known, to whom."""
    deal = Opportunity.objects.locked(opportunity.pk)
    if deal.status == Opportunity.Status.LOST:
        return deal
    _require_reason(reason, Reason.List.DEAL_LOST)
    how = (deal.lose, reason, note, competitor)
    return _close(StageChange.Verb.LOSE, deal, *how, by=by, note=note, reason=reason)


@transaction.atomic
def invalidate(
    *, by: Member, opportunity: Opportunity, reason: Reason, note: str = ""
) -> Opportunity:
    """Close a deal that never was one; it leaves all win-rate statistics."""
    deal = Opportunity.objects.locked(opportunity.pk)
    if deal.status == Opportunity.Status.INVALID:
        return deal
    _require_reason(reason, Reason.List.DEAL_INVALID)
    how = (deal.invalidate, reason, note)
    return _close(StageChange.Verb.INVALIDATE, deal, *how, by=by, note=note, reason=reason)


@transaction.atomic
def reopen(*, by: Member, opportunity: Opportunity, reason: str) -> Opportunity:
    """Bring a closed deal back into the stage it left; its closing facts are cleared."""
    deal = Opportunity.objects.locked(opportunity.pk)
    if deal.status == Opportunity.Status.OPEN:
        return deal
    if not reason:
        raise MoveNotAllowed(_("Reopening needs a reason."), [_("Reason")])
    in_the_way = obstacles(deal)
    if in_the_way:
        raise MoveNotAllowed(_("The deal must stay closed."), in_the_way)
    move(deal.reopen)
    deal.save(update_fields=CLOSING)
    now, again = timezone.now(), StageChange.Verb.REOPEN
    write_change(again, deal, by=by, at=now, from_stage=None, to_stage=deal.stage, reason=reason)
    stand_in(deal, deal.stage, since=now)
    record_event("opportunity.reopen", deal, by=by, at=now, text=reason)
    return deal


def _close(
    verb: str,
    deal: Opportunity,
    transition: Callable,
    *given,
    by: Member | None,
    note: str,
    reason: Reason | None = None,
) -> Opportunity:
    require_open(deal)
    now, left = timezone.now(), deal.stage
    write_change(verb, deal, by=by, at=now, from_stage=left, to_stage=None, reason=note)
    move(transition, timezone.localdate(now), *given)
    deal.save(update_fields=CLOSING)
    data = {"reason": reason.name} if reason else {}
    record_event(f"opportunity.{verb}", deal, by=by, at=now, text=note, **data)
    return deal


def _require_value(deal: Opportunity) -> None:
    lacking = [] if deal.amount > 0 else [_("Amount")]
    if deal.process.needs_quote and not _quoted(deal):
        lacking.append(_("An approved or accepted quote"))
    if lacking:
        raise MoveNotAllowed(_("Something is missing first."), lacking)


def _quoted(deal: Opportunity) -> bool:
    return any(criteria.holds(QUOTE, deal, state) for state in ("accepted", "approved"))


def _require_end(deal: Opportunity, *, by: Member | None) -> None:
    stages: list[Stage] = stages_of(deal)
    ahead = after(stages, deal.stage)
    if ahead:
        raise MoveNotAllowed(
            _("A deal is won from the last stage; from an earlier one a manager gives a reason."),
            [_("Stage “%(stage)s”") % {"stage": ahead[-1].name}],
        )
    require_criteria(deal, left_by(stages, deal.stage, None), by=by, waivers={})


def _require_reason(reason: Reason, wanted: str) -> None:
    if reason.list != wanted:
        raise MoveNotAllowed(_("Choose a reason from the list."), [_("Reason")])
