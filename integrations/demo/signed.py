"""Contracts of the past year and the money that came for them, some of it late or not yet."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from contracts.actions import record_contracts
from contracts.models import Contract, ContractLine, PaymentTerm
from crm.money import quantize
from integrations.demo.company import Company
from opportunities.models import Opportunity
from payments.actions import make_plan, record_receipts
from payments.models import Instalment, Receipt
from quotes.pricing import price_line

Term = PaymentTerm
# percent, days after signing
PARTS = ((30, 7), (60, 60), (10, 200))


def fill(company: Company) -> None:
    """Every won deal of the past got its contract, ten days before it was won at the latest."""
    admin = company.member["admin"]
    deals = Opportunity.objects.filter(status=Opportunity.Status.WON, imported_by=admin)
    made = [_contract(company, nth, deal) for nth, deal in enumerate(deals.order_by("closed_on"))]
    lines = [_line(company, nth, contract) for nth, contract in enumerate(made)]
    terms = [term for contract in made for term in _terms(contract)]
    record_contracts(by=admin, contracts=made, lines=lines, terms=terms)
    for contract in made:
        make_plan(contract, admin)
    record_receipts(by=admin, receipts=_receipts(made))


def _contract(company: Company, nth: int, deal: Opportunity) -> Contract:
    return Contract(
        number=f"{company.script.slug[:2].upper()}-H-{deal.closed_on:%Y%m}-{nth + 1:03}",
        name=deal.name,
        account=deal.account,
        opportunity=deal,
        owner=deal.owner,
        project_manager=company.member["project"],
        state=Contract.State.FORMAL,
        amount=deal.amount,
        signed_on=deal.closed_on,
        created_at=deal.created_at,
        clauses=company.script.clauses,
    )


def _line(company: Company, nth: int, contract: Contract) -> ContractLine:
    product = company.products[nth % 4]
    price = price_line(Decimal(1), contract.amount, product.vat_rate, product=product.pk)
    return ContractLine(
        contract=contract,
        product=product,
        name=product.name,
        unit=product.unit,
        quantity=price.qty,
        unit_price=price.unit_price,
        vat_rate=price.vat_rate,
        line_total=price.line_total,
        tax=price.tax,
        net=price.net,
    )


def _terms(contract: Contract) -> list[PaymentTerm]:
    return [
        Term(
            contract=contract,
            order=order,
            share=Term.Share.PERCENT,
            value=Decimal(percent),
            trigger=Term.Trigger.SIGNING,
            days=days,
        )
        for order, (percent, days) in enumerate(PARTS)
    ]


def _receipts(contracts: list[Contract]) -> list[Receipt]:
    """Most instalments were paid, many late; every fourth contract still owes its second one."""
    today, made = timezone.localdate(), []
    plan = Instalment.objects.filter(contract__in=contracts).order_by("contract", "number")
    for nth, instalment in enumerate(plan.select_related("contract__account")):
        paid_on = instalment.due_on + timedelta(days=(nth * 11) % 40 - 12)
        owes = instalment.number == 2 and instalment.contract_id % 4 == 0
        if paid_on > today or owes:
            continue
        amount = instalment.amount
        if nth % 17 == 5:  # a part came, the rest did not
            amount = quantize(amount / 2)
        made.append(_receipt(instalment, amount, paid_on, nth))
    return made


def _receipt(instalment: Instalment, amount: Decimal, paid_on: date, nth: int) -> Receipt:
    account = instalment.contract.account
    return Receipt(
        contract=instalment.contract,
        account=account,
        amount=amount,
        received_on=paid_on,
        payer=account.name,
        bank_reference=f"{paid_on:%Y%m%d}{nth:05}",
        state=Receipt.State.CONFIRMED,
    )
