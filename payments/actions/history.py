"""Receipts of the past (spec 10, History)."""

from itertools import groupby

from django.db import transaction

from activities.actions.events import record_events
from payments.actions.reporting import check_new, index_receipts
from payments.allocation import propose
from payments.models import Allocation, Instalment, Receipt
from people.models import Member


@transaction.atomic
def record_receipts(*, by: Member, receipts: list[Receipt]) -> list[Receipt]:
    """Bring confirmed receipts of the past in, allocated oldest due first on the day they came.

    Rows are unsaved, in state confirmed, with a contract. Raises ValidationError for a wrong one.
    """
    for receipt in receipts:
        receipt.imported_by = by
        receipt.account_id = receipt.contract.account_id
        receipt.owner = receipt.credited_to = receipt.contract.owner
        receipt.credited_department = receipt.owner.department
        check_new(receipt)
    Receipt.objects.bulk_create(receipts, batch_size=500)
    Allocation.objects.bulk_create(_settle(receipts, by), batch_size=500)
    index_receipts(receipts)
    record_events("receipt.recorded", receipts, by=by)
    return receipts


def _settle(receipts: list[Receipt], by: Member) -> list[Allocation]:
    """The allocations, in the order in which the ledger takes its locks."""
    plans = _open_plans({receipt.contract_id for receipt in receipts})
    rows = []
    for receipt in sorted(receipts, key=lambda row: (row.received_on, row.pk)):
        open_rows = plans.get(receipt.contract_id, [])
        for pk, amount in propose(receipt.amount, open_rows):
            rows.append(
                Allocation(
                    receipt=receipt,
                    instalment_id=pk,
                    amount=amount,
                    on=receipt.received_on,
                    by=by,
                )
            )
            _use(open_rows, pk, amount)
    return sorted(rows, key=lambda row: (row.receipt_id, row.instalment_id))


def _open_plans(contract_ids: set[int]) -> dict[int, list[tuple]]:
    rows = Instalment.objects.filter(contract__in=contract_ids).with_balance()
    rows = rows.order_by("contract_id").values_list(
        "contract_id", "pk", "balance", "due_on", "number"
    )
    return {
        contract_id: [tuple(row[1:]) for row in group]
        for contract_id, group in groupby(rows, key=lambda row: row[0])
    }


def _use(open_rows: list[tuple], pk: int, amount) -> None:
    at = next(index for index, row in enumerate(open_rows) if row[0] == pk)
    _pk, balance, due_on, number = open_rows[at]
    open_rows[at] = (pk, balance - amount, due_on, number)
