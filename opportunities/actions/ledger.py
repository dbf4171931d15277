"""Rows of a deal's history, written by every action that moves it (spec 04)."""

from datetime import datetime

from django.utils import timezone

from opportunities.models import Opportunity, Stage, StageChange
from people.calendars import days_between
from people.models import Member

STAYED = {
    StageChange.Verb.ADVANCE,
    StageChange.Verb.STEP_BACK,
    StageChange.Verb.WIN,
    StageChange.Verb.LOSE,
    StageChange.Verb.INVALIDATE,
}


def write_change(
    verb: str,
    deal: Opportunity,
    *,
    by: Member | None,
    at: datetime,
    from_stage: Stage | None,
    to_stage: Stage | None,
    reason: str = "",
    undoes: StageChange | None = None,
) -> StageChange:
    """Keep what was true at the moment of a move; call it before `stage_entered_at` changes."""
    return StageChange.objects.create(
        opportunity=deal,
        verb=verb,
        from_stage=from_stage,
        to_stage=to_stage,
        at=at,
        by=by,
        amount=deal.amount,
        probability=deal.shown_probability,
        expected_close_date=deal.expected_close_date,
        days_stayed=days_in_stage(deal, at) if verb in STAYED else None,
        reason=reason,
        undoes=undoes,
    )


def days_in_stage(deal: Opportunity, at: datetime) -> int:
    """Working days from the day on which the deal entered its stage."""
    entered, today = timezone.localdate(deal.stage_entered_at), timezone.localdate(at)
    return max(0, days_between(entered, today))
