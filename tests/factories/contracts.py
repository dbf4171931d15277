"""Quotes and contracts for tests: a deal of 3 licences and a service, together 6,300.00."""

from decimal import Decimal

from approvals.actions import approve_step
from approvals.models import Round
from contracts.actions import draft_from_quote, set_terms, submit_contract
from customers.actions import create_account
from opportunities.actions import create_opportunity
from products.models import Product
from quotes.models import Quote, QuoteLine

LINES = (("Licence", Decimal(3), Decimal("5697.15")), ("Service", Decimal(1), Decimal("602.85")))
TOTAL = Decimal("6300.00")
TERMS = (
    {"share": "percent", "value": Decimal(30), "trigger": "signing", "days": 10},
    {"share": "balance", "value": None, "trigger": "acceptance", "days": 30},
)


def make_deal(member, name="Plant software"):
    account = create_account(by=member, name=f"{name} customer")
    return create_opportunity(by=member, account=account, name=name, amount=TOTAL)


def make_quote(member, deal=None, *, version=1, lines=LINES, state="accepted"):
    """A quote that came to `state` ("approved", "sent", "accepted")."""
    deal = deal or make_deal(member)
    total = sum(amount for _name, _quantity, amount in lines)
    quote = Quote.objects.create(
        number=f"Q-{deal.pk}",
        version=version,
        opportunity=deal,
        account=deal.account,
        owner=member,
        author=member,
    )
    for order, (name, quantity, amount) in enumerate(lines):
        add_line(quote, order, name, quantity, amount)
    net = sum(line.net for line in quote.lines.all())
    Quote.objects.filter(pk=quote.pk).update(total=total, net=net, tax=total - net)
    for step in ("approved", "sent", "accepted"):
        Quote.objects.filter(pk=quote.pk).update(state=step)
        if step == state:
            break
    return Quote.objects.get(pk=quote.pk)


def add_line(quote, order, name, quantity, amount):
    product, _made = Product.objects.get_or_create(
        sku=name.upper(), defaults={"name": name, "list_price": amount, "unit": "pcs"}
    )
    tax = (amount * 13 / 113).quantize(Decimal("0.01"))
    return QuoteLine.objects.create(
        quote=quote,
        order=order,
        product=product,
        quantity=quantity,
        list_price=amount,
        vat_rate=13,
        unit_price=(amount / quantity).quantize(Decimal("0.000001")),
        line_total=amount,
        tax=tax,
        net=amount - tax,
    )


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
