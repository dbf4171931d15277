"""A year of history: closed deals of each month, and open ones that have stood too long."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from activities.models import Reason
from integrations.demo.company import Company
from opportunities.actions import record_opportunities
from opportunities.defaults import default_process
from opportunities.models import Opportunity, OpportunityProduct, Stage

MONTHS = 12
# A month's ends: (won, lost). The year goes up and down as years do.
ENDS = [
    (3, 2),
    (4, 3),
    (2, 4),
    (4, 2),
    (5, 3),
    (3, 3),
    (4, 4),
    (5, 2),
    (3, 2),
    (6, 3),
    (4, 3),
    (5, 4),
]
STANDING = 16  # open deals that began in the past


def fill(company: Company) -> None:
    stages = list(default_process().stages.order_by("order"))
    deals = [*_closed(company, stages), *_standing(company, stages)]
    record_opportunities(
        by=company.member["admin"], opportunities=deals, products=_products(company, deals)
    )


def _closed(company: Company, stages: list[Stage]) -> list[Opportunity]:
    reasons = list(Reason.objects.for_list(Reason.List.DEAL_LOST))
    today, made = timezone.localdate(), []
    for month, (won, lost) in enumerate(ENDS[:MONTHS]):
        for nth in range(won + lost):
            day = today - timedelta(days=30 * (MONTHS - month) - 3 * nth)
            began = day - timedelta(days=35 + 7 * (nth % 6))
            status = Opportunity.Status.WON if nth < won else Opportunity.Status.LOST
            deal = _deal(company, len(made), began=began, status=status)
            deal.stage = stages[-1] if nth < won else stages[nth % len(stages)]
            deal.closed_on = deal.expected_close_date = day
            if nth >= won:
                deal.close_reason = reasons[nth % len(reasons)]
            made.append(deal)
    return made


def _standing(company: Company, stages: list[Stage]) -> list[Opportunity]:
    """Some in time, some past their dwell limit, their date or their last activity."""
    now, made = timezone.now(), []
    for nth in range(STANDING):
        days = 6 + 5 * nth
        deal = _deal(company, 50 + nth, began=timezone.localdate() - timedelta(days=days + 20))
        deal.stage = stages[nth % len(stages)]
        deal.stage_entered_at = now - timedelta(days=days)
        deal.last_activity_at = now - timedelta(days=min(days, 4 + 2 * (nth % 9)))
        deal.expected_close_date = timezone.localdate() + timedelta(days=9 * nth - 20)
        if nth % 3:
            deal.next_step = company.script.next_steps[nth % len(company.script.next_steps)]
            deal.next_step_on = timezone.localdate() + timedelta(days=nth % 7 - 2)
        made.append(deal)
    return made


def _deal(
    company: Company, nth: int, *, began: date, status: str = Opportunity.Status.OPEN
) -> Opportunity:
    """The nth deal of the past, unsaved: customers, titles and amounts go round."""
    account = company.accounts[(nth * 7) % len(company.accounts)]
    started = timezone.make_aware(datetime.combine(began, time(10)))
    scale = Decimal(company.products[0].list_price)
    return Opportunity(
        name=company.script.deals[(nth * 3) % len(company.script.deals)],
        account=account,
        contact=company.contacts[account.pk],
        owner=company.rep_of(account),
        process=default_process(),
        status=status,
        amount=(scale * (3 + (nth * 5) % 17)).quantize(Decimal("0.01")),
        source=account.source,
        created_at=started,
        stage_entered_at=started,
        last_activity_at=started,
    )


def _products(company: Company, deals: list[Opportunity]) -> list[OpportunityProduct]:
    return [
        OpportunityProduct(opportunity=deal, product=company.products[nth % 4], amount=deal.amount)
        for nth, deal in enumerate(deals)
    ]
