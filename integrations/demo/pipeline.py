"""The open deals: how each came as far as it is, and how some of them ended this month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from activities.actions import log_note
from activities.models import Reason
from integrations.demo.company import Company
from integrations.demo.diary import Story, ago, ahead
from integrations.demo.script import DealRow, EndRow
from opportunities import actions
from opportunities.models import Opportunity

SOON = 10  # days
LISTS = {"lost": Reason.List.DEAL_LOST, "invalid": Reason.List.DEAL_INVALID}


def stories(company: Company) -> Iterator[Story]:
    for nth, row in enumerate(company.script.deals):
        yield _deal(company, row, nth)
    for end in company.script.ends:
        yield _end(company, end)


def _deal(company: Company, row: DealRow, nth: int) -> Story:
    """Made, followed up, moved on, and followed up again before it waits."""
    close = _due(row)
    later = nth * 0.37 % 0.7  # so that not everybody works at the same hour
    hoped = ahead(row.close - 20) if nth % 3 == 0 else close  # every third one slipped
    account, contact = company.account[row.customer], company.contact[row.customer]
    yield ago(row.age + later)
    deal = actions.create_opportunity(
        by=account.owner,
        account=account,
        name=row.title,
        contact=contact,
        amount=_estimate(company, row),
        expected_close_date=hoped,
        source=account.source,
    )
    company.deal[row.title] = deal
    for stage in range(row.stage):
        days = row.age - (row.age - row.dwell) * (stage + 1) // row.stage + later
        yield ago(days + 0.3)
        _follow_up(company, deal, stage)
        yield ago(days)
        deal = actions.advance(by=deal.owner, opportunity=deal)
    yield ago(row.idle + later if row.idle > 2 else row.idle)
    _follow_up(company, deal, row.stage)
    plan = {"next_step": row.step, "next_step_on": ahead(row.step_in)} if row.step else {}
    actions.change_opportunity(by=deal.owner, opportunity=deal, expected_close_date=close, **plan)


def _due(row: DealRow) -> date:
    """What is to be signed within days is to be signed this month, whatever the day."""
    day = ahead(row.close)
    if not 0 <= row.close < SOON:
        return day
    today = ahead(0)
    return min(day, today.replace(day=monthrange(today.year, today.month)[1]))


def _estimate(company: Company, row: DealRow) -> Decimal:
    """Early on a round figure; the quotation makes it exact."""
    whole = sum(product.list_price * qty for product, qty in company.ordered(row.lines))
    if row.stage == 3:
        return whole
    return whole.quantize(Decimal("1E3" if whole > 50_000 else "1E2"))


def _follow_up(company: Company, deal: Opportunity, stage: int) -> None:
    type_, text = company.draw("notes", str(stage))
    log_note(by=deal.owner, record=deal, type=type_, text=text)


def _end(company: Company, row: EndRow) -> Story:
    yield ago(row.days)
    deal = company.deal[row.deal]
    deal.refresh_from_db()
    if row.how == "won":
        manager = company.member[row.competitor]
        actions.win(by=manager, opportunity=deal, reason=row.note)
        return
    reason = Reason.objects.for_list(LISTS[row.how])[row.reason]
    by, note = deal.owner, row.note
    if row.how == "lost":
        actions.lose(by=by, opportunity=deal, reason=reason, note=note, competitor=row.competitor)
    else:
        actions.invalidate(by=by, opportunity=deal, reason=reason, note=note)
