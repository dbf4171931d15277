"""Deals of the past, brought in by an import (spec 10, History)."""

from collections.abc import Iterable
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions.events import record_events
from activities.actions.searching import index_many
from opportunities.models import Opportunity, OpportunityProduct, StageChange
from people.models import Member
from tenants.numbers import next_number

CLOSED_BY = {
    Opportunity.Status.WON: StageChange.Verb.WIN,
    Opportunity.Status.LOST: StageChange.Verb.LOSE,
    Opportunity.Status.INVALID: StageChange.Verb.INVALIDATE,
}
CREDITED = {Opportunity.Status.WON, Opportunity.Status.LOST}


@transaction.atomic
def record_opportunities(
    *,
    by: Member,
    opportunities: list[Opportunity],
    changes: Iterable[StageChange] = (),
    products: Iterable[OpportunityProduct] = (),
) -> list[Opportunity]:
    """Bring many deals in at once, in any status, with dates from the data. Rows are unsaved.

    `changes` are unsaved rows of history that point at them; a deal without any gets its beginning
    and its end, without days stayed. `products` are unsaved rows of the deals. Numbers come from
    the file, or from a series of their own. Raises ValidationError for a date in the future.
    """
    batch = next_number("past_deals", 0)
    for place, deal in enumerate(opportunities, start=1):
        deal.imported_by = by
        deal.number = deal.number or f"DEAL-H{batch}-{place:04}"
        _credit(deal)
        _refuse_future(deal)
    Opportunity.objects.bulk_create(opportunities, batch_size=500)
    StageChange.objects.bulk_create(_history(opportunities, list(changes)), batch_size=1000)
    OpportunityProduct.objects.bulk_create(map(_pointed, products), batch_size=1000)
    record_events("opportunity.recorded", opportunities, by=by)
    index_many((deal, deal.name, [deal.number, deal.account.name], []) for deal in opportunities)
    return opportunities


def _credit(deal: Opportunity) -> None:
    if deal.status in CREDITED and deal.credited_to is None:
        deal.credited_to = deal.owner
    if deal.credited_to is not None and deal.credited_department is None:
        deal.credited_department = deal.credited_to.department


def _refuse_future(deal: Opportunity) -> None:
    late = deal.closed_on is not None and deal.closed_on > timezone.localdate()
    if late or deal.created_at > timezone.now():
        raise ValidationError(_("“%(deal)s” has a date in the future.") % {"deal": deal.name})


def _history(deals: list[Opportunity], given: list[StageChange]) -> list[StageChange]:
    given = [_pointed(change) for change in given]
    told = {change.opportunity_id for change in given}
    ends = [change for deal in deals if deal.pk not in told for change in _both_ends(deal)]
    return given + ends


def _pointed(row: StageChange | OpportunityProduct) -> StageChange | OpportunityProduct:
    """The row with the id that its deal has got meanwhile."""
    row.opportunity = row.opportunity
    return row


def _both_ends(deal: Opportunity) -> list[StageChange]:
    facts = {
        "opportunity": deal,
        "amount": deal.amount,
        "expected_close_date": deal.expected_close_date,
        "probability": deal.stage.win_rate,
    }
    made = StageChange(verb=StageChange.Verb.CREATE, at=deal.created_at, **facts)
    made.to_stage = deal.stage
    if deal.status == Opportunity.Status.OPEN:
        return [made]
    noon = timezone.make_aware(datetime.combine(deal.closed_on, time(12)))
    at = min(max(noon, deal.created_at), timezone.now())
    end = StageChange(verb=CLOSED_BY[deal.status], at=at, by=deal.credited_to, **facts)
    end.from_stage = deal.stage
    return [made, end]
