"""Contracts on the pages of the deal, the quote and the customer that they come from."""

from collections.abc import Callable

from django.db.models import Model

from contracts.checks import AGREED
from contracts.models import Contract
from people.models import Member
from quotes.models import Quote

SHOWN = 20


def contracts_by(relation: str) -> Callable[[Model, Member], dict | None]:
    """Context of contracts/_panel.html: those the member sees; no panel without any."""

    def context(record: Model, member: Member) -> dict | None:
        rows = Contract.objects.visible_to(member).filter(**{relation: record})
        found = list(rows.order_by("-pk")[:SHOWN])
        return {"contracts": found} if found else None

    return context


def may_become_contract(quote: Quote) -> bool:
    return quote.state in AGREED and not Contract.objects.live().filter(quote=quote).exists()
