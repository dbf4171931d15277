"""Fresh receipts of every kind, and how overdue money is asked for."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from crm.money import quantize
from integrations.demo.company import Company
from integrations.demo.diary import Story, ago, ahead
from integrations.demo.script import ReceiptRow
from payments.actions import chase, confirm_receipt, reject_receipt, report_receipt, reverse_receipt
from payments.models import Instalment, Receipt


def stories(company: Company) -> Iterator[Story]:
    for row in company.script.receipts:
        yield _receipt(company, row)
    yield _chasing(company)


def _overdue() -> list[Instalment]:
    """What is owed too long at this moment, the oldest first."""
    rows = Instalment.objects.receivable().filter(due_on__lt=timezone.localdate())
    rows = rows.select_related("contract__account", "contract__owner")
    return list(rows.order_by("due_on", "pk"))


def _receipt(company: Company, row: ReceiptRow) -> Story:
    """One of: reported, bill, confirmed, credit, unallocated, rejected, reversed."""
    matures = ahead(150) if row.way == "bill" else None
    yield ago(row.days)
    instalment = _overdue()[row.nth]
    receipt = _report(instalment, row, matures)
    if row.way in ("reported", "bill"):
        return
    yield ago(row.days * 0.7)
    finance = company.member["finance"]
    if row.way == "rejected":
        reject_receipt(by=finance, receipt=receipt, reason=row.text)
        return
    wanted = {"credit": [(instalment, instalment.balance)], "unallocated": []}
    confirm_receipt(by=finance, receipt=receipt, allocations=wanted.get(row.way))
    if row.way == "reversed":
        yield ago(row.days * 0.4)
        reverse_receipt(by=finance, receipt=receipt, reason=row.text)


def _report(instalment: Instalment, row: ReceiptRow, matures) -> Receipt:
    contract, today = instalment.contract, timezone.localdate()
    return report_receipt(
        by=contract.owner,
        contract=contract,
        amount=quantize(instalment.balance * Decimal(row.percent) / 100),
        received_on=today,
        payer=contract.account.name,
        bank_reference=f"{today:%Y%m%d}7{contract.pk:06}{row.nth}",
        channel=Receipt.Channel.ACCEPTANCE_BILL if matures else Receipt.Channel.BANK,
        matures_on=matures,
        note=row.text if row.way in ("reported", "bill") else "",
    )


def _chasing(company: Company) -> Story:
    """Every second one was called; some promised a day."""
    words = company.script.words["chases"]
    yield ago(2.3)
    for place, (text, instalment) in enumerate(zip(words, _overdue()[::2], strict=False)):
        day = ahead(4 + 3 * place) if place % 2 else None
        chase(by=instalment.contract.owner, instalment=instalment, text=text, promised_on=day)
