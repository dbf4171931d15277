"""Contracts of the past year and the money that came for them, some of it late or not yet."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle

from django.utils import timezone

from contracts.actions import record_contracts
from contracts.models import Contract, ContractLine, PaymentTerm
from crm.money import quantize
from integrations.demo.company import Company
from integrations.demo.diary import weekday
from opportunities.models import Opportunity, OpportunityProduct
from payments.actions import make_plan, record_receipts
from payments.ageing import bucket
from payments.models import Instalment, Receipt
from quotes.pricing import Manual, price_line

# percent, days after signing
PLANS = (
    ((30, 7), (60, 75), (10, 365)),
    ((50, 10), (50, 90)),
    ((40, 7), (50, 60), (10, 200)),
)
# How many instalments of each age nobody has paid; of every third of them a half came.
OWED = {"1-30": 6, "31-60": 4, "61-90": 3, "90+": 3}
OLDEST = 150  # days; whatever is older was paid in the end


class Ledger:
    """Records won deals as contracts with their plans, and receipts as their days come."""

    def __init__(self, company: Company):
        self.company = company
        self.today = timezone.localdate()
        self.plans = cycle(PLANS)
        self.owed = Counter()
        self.coming: list[Receipt] = []
        self.numbers: dict[int, int] = {}
        self.count = 0

    def write(self, deals: list[Opportunity]) -> None:
        """The month's contracts, and whatever money has come by now."""
        admin, self.numbers = self.company.member["admin"], {}
        made = [self._contract(deal) for deal in sorted(deals, key=lambda deal: deal.closed_on)]
        lines = [line for contract in made for line in _lines(contract)]
        terms = [term for contract in made for term in self._terms(contract)]
        record_contracts(by=admin, contracts=made, lines=lines, terms=terms)
        for contract in made:
            for instalment in make_plan(contract, admin):
                self.coming += self._paid(instalment)
        today = timezone.localdate()
        record_receipts(by=admin, receipts=[r for r in self.coming if r.received_on <= today])
        self.coming = [r for r in self.coming if r.received_on > today]

    def _contract(self, deal: Opportunity) -> Contract:
        return Contract(
            number=self._number(deal.closed_on.year),
            name=deal.name,
            account=deal.account,
            opportunity=deal,
            owner=deal.owner,
            project_manager=self.company.member["project"],
            state=Contract.State.FORMAL,
            amount=deal.amount,
            signed_on=deal.closed_on,
            created_at=deal.created_at,
            starts_on=deal.closed_on,
            ends_on=deal.closed_on + timedelta(days=364),
            clauses=self.company.script.words["clauses"],
        )

    def _number(self, year: int) -> str:
        """The next one of the year, by the company's own pattern."""
        if year not in self.numbers:
            self.numbers[year] = Contract.objects.formal().filter(signed_on__year=year).count()
        self.numbers[year] += 1
        pattern = self.company.tenant.number_pattern
        return pattern.format(year=year, seq=f"{self.numbers[year]:04}")

    def _terms(self, contract: Contract) -> list[PaymentTerm]:
        return [
            PaymentTerm(
                contract=contract,
                order=order,
                share=PaymentTerm.Share.PERCENT,
                value=Decimal(percent),
                trigger=PaymentTerm.Trigger.SIGNING,
                days=days,
            )
            for order, (percent, days) in enumerate(next(self.plans))
        ]

    def _paid(self, instalment: Instalment) -> Iterator[Receipt]:
        """What comes for an instalment, on which day; nothing or a part for those still owed."""
        self.count += 1
        came_on = weekday(instalment.due_on + timedelta(days=self.count * 11 % 23 - 6))
        amount = instalment.amount
        if instalment.due_on < self.today and self._owes(instalment):
            if self.count % 3:
                return
            amount = quantize(amount / 2)
        yield self._receipt(instalment, amount, came_on)

    def _owes(self, instalment: Instalment) -> bool:
        if (self.today - instalment.due_on).days > OLDEST:
            return False
        age = bucket(instalment.due_on, self.today)
        self.owed[age] += 1
        return self.owed[age] <= OWED[age]

    def _receipt(self, instalment: Instalment, amount: Decimal, came_on: date) -> Receipt:
        return Receipt(
            contract=instalment.contract,
            amount=amount,
            received_on=came_on,
            payer=instalment.contract.account.name,
            bank_reference=f"{came_on:%Y%m%d}{self.count:05}",
            state=Receipt.State.CONFIRMED,
        )


def _lines(contract: Contract) -> list[ContractLine]:
    """The deal's products at the prices that were agreed."""
    bought = contract.opportunity.products.select_related("product").order_by("pk")
    return [_line(contract, order, row) for order, row in enumerate(bought)]


def _line(contract: Contract, order: int, row: OpportunityProduct) -> ContractLine:
    product = row.product
    agreed = Manual("total", row.amount)
    price = price_line(row.quantity, product.list_price, product.vat_rate, manual=agreed)
    return ContractLine(
        contract=contract,
        order=order,
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
