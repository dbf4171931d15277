"""This month's work: deals that move, follow-ups, a converted lead, one win, one loss."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from activities.actions import log_note
from activities.models import Note, Reason
from integrations.demo.company import Company
from leads.models import Lead
from opportunities import actions
from opportunities.models import Opportunity

DEALS = 14


def fill(company: Company) -> None:
    deals = [_deal(company, nth) for nth in range(DEALS)]
    for nth, deal in enumerate(deals):
        _work(company, nth, deal)
    _close(company, deals)
    _convert(company)


def _deal(company: Company, nth: int) -> Opportunity:
    account = company.accounts[nth % len(company.accounts)]
    today = timezone.localdate()
    return actions.create_opportunity(
        by=company.rep_of(account),
        account=account,
        name=company.script.deals[nth % len(company.script.deals)],
        contact=company.contacts[account.pk],
        amount=Decimal(company.products[nth % 4].list_price) * (1 + nth % 3),
        # Those that come as far as the quotation are to be signed within days.
        expected_close_date=today + timedelta(days=2 + nth if nth % 4 == 3 else 12 + 9 * nth),
        source=account.source,
        next_step=company.script.next_steps[nth % len(company.script.next_steps)],
        next_step_on=today + timedelta(days=nth % 8),
    )


def _work(company: Company, nth: int, deal: Opportunity) -> None:
    """Each stage gets its share: the nth deal is moved on nth mod 4 times."""
    for _step in range(nth % 4):
        deal = actions.advance(by=deal.owner, opportunity=deal)
    text = company.script.notes[nth % len(company.script.notes)]
    log_note(by=deal.owner, record=deal, type=Note.Type.values[nth % 5], text=text)


def _close(company: Company, deals: list[Opportunity]) -> None:
    manager = company.member["manager"]
    actions.win(by=manager, opportunity=deals[7], reason=company.script.notes[0])
    lost = Reason.objects.for_list(Reason.List.DEAL_LOST).first()
    actions.lose(by=deals[5].owner, opportunity=deals[5], reason=lost)
    invalid = Reason.objects.for_list(Reason.List.DEAL_INVALID).first()
    actions.invalidate(by=deals[8].owner, opportunity=deals[8], reason=invalid)


def _convert(company: Company) -> None:
    lead = Lead.objects.filter(state=Lead.State.WORKING).order_by("pk").first()
    actions.convert_lead(
        by=lead.owner,
        lead=lead,
        opportunity_fields={"name": company.script.deals[0], "amount": Decimal(60000)},
    )
