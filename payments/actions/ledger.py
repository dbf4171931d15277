"""The only writer of allocations 核销. Locks: receipt → instalments by id → contracts by id."""

from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Contract
from crm.money import amount_str, quantize
from payments.allocation import propose
from payments.models import Allocation, Instalment, Receipt
from people.models import Member
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed

Wanted = list[tuple[Instalment, Decimal]]


def open_instalments(receipt: Receipt, *, whole_account: bool = False):
    """What the receipt may pay, oldest due first: open instalments of its contract, or of its
    customer's contracts with `whole_account` and where no contract is named."""
    rows = Instalment.objects.receivable().select_related("contract")
    if receipt.contract_id and not whole_account:
        rows = rows.filter(contract=receipt.contract_id)
    return rows.filter(contract__account=receipt.account_id).order_by(
        "due_on", "contract", "number"
    )


def proposal(receipt: Receipt, rest: Decimal) -> Wanted:
    """[(instalment, amount)] that would use up `rest`, oldest due first."""
    rows = {row.pk: row for row in open_instalments(receipt)}
    return _propose(rest, rows)


def locked_proposal(receipt: Receipt) -> Wanted:
    """The same for all that is left of a locked receipt, on balances that nobody else changes."""
    rows = _locked([row.pk for row in open_instalments(receipt)])
    return _propose(rest_of(receipt), rows)


def _propose(rest: Decimal, rows: dict[int, Instalment]) -> Wanted:
    facts = [(row.pk, row.balance, row.due_on, row.number) for row in rows.values()]
    return [(rows[pk], amount) for pk, amount in propose(rest, facts)]


def put(receipt: Receipt, wanted: Wanted, *, by: Member) -> list[Allocation]:
    """Allocate parts of a confirmed, locked receipt; MoveNotAllowed for more than is open."""
    wanted = sorted(((i.pk, amount) for i, amount in wanted if amount), key=lambda pair: pair[0])
    open_rows = _locked([pk for pk, _amount in wanted])
    _check(receipt, wanted, open_rows)
    return Allocation.objects.bulk_create(
        Allocation(receipt=receipt, instalment_id=pk, amount=amount, by=by) for pk, amount in wanted
    )


def take_back(receipt: Receipt, *, by: Member) -> list[Allocation]:
    """Take every allocation of a locked receipt back, by rows of their own."""
    standing = receipt.allocations.filter(reverses=None, reversals=None).order_by("instalment_id")
    rows = list(standing)
    _locked([row.instalment_id for row in rows])
    return Allocation.objects.bulk_create(
        Allocation(
            receipt=receipt,
            instalment_id=row.instalment_id,
            amount=row.amount,
            reverses=row,
            on=max(timezone.localdate(), row.on),
            by=by,
        )
        for row in rows
    )


def rest_of(receipt: Receipt) -> Decimal:
    """What is left of a receipt, read again."""
    return Receipt.objects.with_rest().values_list("rest", flat=True).get(pk=receipt.pk)


def _locked(ids: list[int]) -> dict[int, Instalment]:
    """The instalments with their balances, read after every lock is held."""
    rows = Instalment.objects.filter(pk__in=ids).order_by("pk")
    contract_ids = {row.contract_id for row in rows.select_for_update(no_key=True, of=("self",))}
    contracts = Contract.objects.filter(pk__in=contract_ids).order_by("pk")
    list(contracts.select_for_update(no_key=True, of=("self",)).values_list("pk"))
    return {row.pk: row for row in rows.with_balance().select_related("contract")}


def _check(receipt: Receipt, wanted: list[tuple[int, Decimal]], rows: dict) -> None:
    currency = current_tenant().currency
    if len({pk for pk, _amount in wanted}) < len(wanted):
        raise MoveNotAllowed(_("An instalment stands once in an allocation."))
    if any(amount < 0 or amount != quantize(amount, currency) for _pk, amount in wanted):
        raise MoveNotAllowed(_("An allocation is above zero and in whole cents."))
    if sum(amount for _pk, amount in wanted) > (rest := rest_of(receipt)):
        left = amount_str(rest, currency)
        raise MoveNotAllowed(_("Of this receipt %(rest)s is left.") % {"rest": left})
    for pk, amount in wanted:
        _check_one(receipt, rows[pk], amount, currency)


def _check_one(receipt: Receipt, row: Instalment, amount: Decimal, currency: str) -> None:
    if row.contract.account_id != receipt.account_id:
        raise MoveNotAllowed(_("A receipt pays contracts of its own customer only."))
    if amount > row.balance:
        shown = {"instalment": str(row), "balance": amount_str(row.balance, currency)}
        raise MoveNotAllowed(_("Of instalment %(instalment)s %(balance)s is open.") % shown)
