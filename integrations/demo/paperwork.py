"""Quotes near and past the limit, contracts at every step of their approval, fresh receipts."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from approvals.actions import approve_step, reject_step
from approvals.models import Round, Step
from contracts import actions as contracts
from contracts.models import Contract, PaymentTerm
from integrations.demo.company import Company
from opportunities.models import Opportunity
from payments.actions import confirm_receipt, report_receipt
from quotes import actions as quotes
from quotes.lines import LineInput
from quotes.models import Quote
from quotes.pricing import Manual

# Discount of each quote in percent, and how far its contract goes: who has agreed already.
WAYS = (
    (3, ("manager", "project", "finance", "legal")),
    (5, ("manager", "project", "finance", "legal")),
    (4, ("manager", "project", "finance")),
    (2, ("manager", "project")),
    (6, ("manager",)),
    (5, ()),
    (4, None),  # a draft
    (7, "rejected"),
)
WAITING = (12, 18)  # percent: beyond a rep's authority


def fill(company: Company) -> None:
    deals = list(Opportunity.objects.open().filter(stage__win_rate__gte=50).order_by("pk"))
    for (discount, way), deal in zip(WAYS, deals, strict=False):
        quote = _agreed(company, deal, discount)
        _contract(company, quote, way)
    for discount, deal in zip(WAITING, deals[len(WAYS) :], strict=False):
        quotes.submit_quote(by=deal.owner, quote=_quote(company, deal, discount))
    _money(company)


def _quote(company: Company, deal: Opportunity, discount: int) -> Quote:
    quote = quotes.create_quote(
        by=deal.owner,
        opportunity=deal,
        payment_terms=company.script.payment_terms,
        delivery_terms=company.script.delivery_terms,
    )
    licence, days, support = company.products[deal.pk % 4], company.products[4], company.products[6]
    lines = [
        LineInput(licence, Decimal(1 + deal.pk % 3), Manual("percent", Decimal(discount))),
        LineInput(days, Decimal(10), Manual("percent", Decimal(discount - 1)), order=1),
        LineInput(support, Decimal(1), order=2),
    ]
    return quotes.set_lines(by=deal.owner, quote=quote, lines=lines)


def _agreed(company: Company, deal: Opportunity, discount: int) -> Quote:
    quote = quotes.submit_quote(by=deal.owner, quote=_quote(company, deal, discount))
    for step in Step.objects.filter(round__kind="quote", round__object_id=quote.pk):
        approve_step(by=step.assignees.first().member, step=step)
    quote.refresh_from_db()
    quote = quotes.send_quote(by=deal.owner, quote=quote)
    name = company.contacts[deal.account_id].name
    return quotes.accept_quote(by=deal.owner, quote=quote, on=timezone.localdate(), name=name)


def _contract(company: Company, quote: Quote, way: tuple | str | None) -> None:
    today, by = timezone.localdate(), quote.owner
    contract = contracts.draft_from_quote(
        by=by,
        quote=quote,
        project_manager=company.member["project"],
        clauses=company.script.clauses,
        starts_on=today,
        ends_on=today + timedelta(days=365),
    )
    contracts.set_terms(by=by, contract=contract, terms=_terms())
    if way is None:
        return
    contract = contracts.submit_contract(by=by, contract=contract)
    if way == "rejected":
        _decide(contract, "manager")
        step = _pending(contract, "project")
        reject_step(by=company.member["project"], step=step, comment=company.script.reject_reason)
        return
    for role in way:
        _decide(contract, role)


def _terms() -> list[dict]:
    percent, signing = PaymentTerm.Share.PERCENT, PaymentTerm.Trigger.SIGNING
    return [
        {"share": percent, "value": Decimal(30), "trigger": signing, "days": 7},
        {"share": percent, "value": Decimal(60), "trigger": PaymentTerm.Trigger.ACCEPTANCE},
        {"share": PaymentTerm.Share.BALANCE, "trigger": PaymentTerm.Trigger.WARRANTY_END},
    ]


def _decide(contract: Contract, role: str) -> None:
    step = _pending(contract, role)
    approve_step(by=step.assignees.first().member, step=step)


def _pending(contract: Contract, role: str) -> Step:
    return Step.objects.get(
        round__kind="contract",
        round__object_id=contract.pk,
        round__state=Round.State.OPEN,
        role=role,
        state=Step.State.PENDING,
    )


def _money(company: Company) -> None:
    """One first instalment was paid and confirmed, the other is reported and waits for finance."""
    today = timezone.localdate()
    formal = Contract.objects.filter(imported_by=None).formal().order_by("pk")
    for nth, contract in enumerate(formal):
        first = contract.instalments.order_by("number").first()
        receipt = report_receipt(
            by=contract.owner,
            contract=contract,
            amount=first.amount,
            received_on=today,
            payer=contract.account.name,
            bank_reference=f"{today:%Y%m%d}9{nth:04}",
        )
        if nth == 0:
            confirm_receipt(by=company.member["finance"], receipt=receipt)
