"""Quotes and contracts for tests: a deal of 3 licences and a service, together 6,300.00."""

from decimal import Decimal

from django.utils import timezone

from approvals.actions import approve_step
from approvals.models import Round
from contracts.actions import draft_from_quote, set_terms, submit_contract
from customers.actions import create_account
from opportunities.actions import create_opportunity
from products.models import Product
from quotes.actions import accept_quote, create_quote, send_quote, set_lines, submit_quote
from quotes.lines import LineInput

LINES = (("Licence", Decimal(3), Decimal("1899.05")), ("Service", Decimal(1), Decimal("602.85")))
TOTAL = Decimal("6300.00")
TERMS = (
    {"share": "percent", "value": Decimal(30), "trigger": "signing", "days": 10},
    {"share": "balance", "value": None, "trigger": "acceptance", "days": 30},
)


def make_deal(member, name="Plant software"):
    account = create_account(by=member, name=f"{name} customer")
    return create_opportunity(by=member, account=account, name=name, amount=TOTAL)


def make_quote(member, deal=None, *, lines=LINES, state="accepted"):
    """A quote that came to `state` ("approved", "sent", "accepted"); `lines` are (name, quantity,
    list price) and carry no discount, so that nobody has to approve it."""
    quote = create_quote(by=member, opportunity=deal or make_deal(member))
    wanted = [
        LineInput(product=_product(name, price), quantity=quantity, order=order)
        for order, (name, quantity, price) in enumerate(lines)
    ]
    set_lines(by=member, quote=quote, lines=wanted)
    quote = submit_quote(by=member, quote=quote)
    if state in ("sent", "accepted"):
        quote = send_quote(by=member, quote=quote)
    if state == "accepted":
        quote = accept_quote(by=member, quote=quote, on=timezone.localdate(), name="Mr Wang")
    return quote


def _product(name, price):
    sku = f"{name}-{price}"
    values = {"name": name, "list_price": price, "unit": "pcs"}
    return Product.objects.get_or_create(sku=sku, defaults=values)[0]


def make_draft(company, quote=None, *, owner="rep"):
    """A draft that could be submitted as it is."""
    member = getattr(company, owner)
    contract = draft_from_quote(
        by=member, quote=quote or make_quote(member), project_manager=company.project
    )
    return set_terms(by=member, contract=contract, terms=list(TERMS))


def round_of(contract):
    """The newest round of a contract."""
    return Round.objects.of("contract", contract.pk).first()


def approve(company, contract, *roles):
    """Let the cast's members of these roles agree, in this order."""
    round = round_of(contract)
    for role in roles:
        approve_step(by=getattr(company, role), step=round.steps.get(role=role))
    contract.refresh_from_db()
    return contract


def make_formal(company, contract=None):
    """A contract that went all the way."""
    contract = submit_contract(by=company.rep, contract=contract or make_draft(company))
    return approve(company, contract, "manager", "project", "finance", "legal")
