"""Receivables and receipts over the API: the same rows and verbs as the pages (spec 10)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status
from pydantic import PlainSerializer

from contracts.models import Contract
from crm.access import allow
from crm.api_frame import Paging, operation, page_of, paged, reach
from crm.money import amount_str
from payments import actions
from payments.access import refuse_own
from payments.actions.ledger import Wanted
from payments.models import Instalment, Receipt
from people.models import Member
from people.roles import Role
from tenants.scope import current_tenant

router = Router(tags=["payments"])


def _amount(value: Decimal) -> str:
    return amount_str(value, current_tenant().currency)


Amount = Annotated[Decimal, PlainSerializer(_amount, return_type=str)]


class ReceiptIn(Schema, extra="forbid"):
    contract: int
    amount: Decimal = Field(gt=0, max_digits=17, decimal_places=2)
    received_on: date
    payer: str = Field(min_length=1, max_length=200)
    bank_reference: str = Field("", max_length=80)
    channel: Receipt.Channel = Receipt.Channel.BANK
    matures_on: date | None = None
    note: str = Field("", max_length=500)


class ReceiptOut(Schema):
    """`rest` is what is left of it: the customer's credit."""

    id: int
    contract: int | None = Field(None, alias="contract_id")
    account: int | None = Field(None, alias="account_id")
    owner: int | None = Field(None, alias="owner_id")
    amount: Amount
    allocated: Amount
    rest: Amount
    received_on: date
    payer: str
    bank_reference: str
    channel: str
    matures_on: date | None
    note: str
    state: str
    reason: str
    reported_by: int | None = Field(None, alias="reported_by_id")
    confirmed_by: int | None = Field(None, alias="confirmed_by_id")
    confirmed_at: datetime | None
    reversed_on: date | None


class InstalmentOut(Schema):
    id: int
    contract: int = Field(alias="contract_id")
    number: int
    amount: Amount
    paid: Amount
    balance: Amount
    due_on: date | None
    trigger: str
    state: str


class Part(Schema, extra="forbid"):
    instalment: int
    amount: Decimal = Field(gt=0, max_digits=17, decimal_places=2)


class AllocationsIn(Schema, extra="forbid"):
    """Without `allocations` what is left goes to the oldest due first."""

    allocations: list[Part] | None = Field(None, max_length=200)

    def wanted(self, member: Member) -> Wanted | None:
        if self.allocations is None:
            return None
        rows = Instalment.objects.visible_to(member).in_bulk(
            [p.instalment for p in self.allocations]
        )
        if any(part.instalment not in rows for part in self.allocations):
            raise ValidationError({"allocations": _("There is no such instalment.")})
        return [(rows[part.instalment], part.amount) for part in self.allocations]


class ReasonIn(Schema, extra="forbid"):
    reason: str = Field(min_length=1, max_length=500)


def _contract(pk: int, member: Member) -> Contract:
    """ValidationError for one that the member does not see: an id in a body is input."""
    found = Contract.objects.visible_to(member).filter(pk=pk).first()
    if found is None:
        raise ValidationError({"contract": _("There is no such contract.")})
    return found


def _shown(receipt: Receipt) -> Receipt:
    return Receipt.objects.with_rest().get(pk=receipt.pk)


@operation(router.get, "/instalments", permission="payments.view", response=paged(InstalmentOut))
def instalments(
    request,
    paging: Query[Paging],
    contract: int | None = None,
    state: Instalment.State | None = None,
):
    rows = Instalment.objects.visible_to(request.member).with_state()
    rows = rows.filter(contract=contract) if contract else rows
    return page_of(rows.filter(state=state) if state else rows, paging)


@operation(router.get, "/receipts", permission="payments.view", response=paged(ReceiptOut))
def receipts(
    request,
    paging: Query[Paging],
    contract: int | None = None,
    state: Receipt.State | None = None,
):
    rows = Receipt.objects.visible_to(request.member).with_rest()
    rows = rows.filter(contract=contract) if contract else rows
    return page_of(rows.filter(state=state) if state else rows, paging)


@operation(router.post, "/receipts", permission="payments.enter", response={201: ReceiptOut})
def create(request, data: ReceiptIn):
    """Finance's token is a bank's feed: its receipts have no human reporter."""
    contract = _contract(data.contract, request.member)
    feed = request.member.is_(Role.FINANCE)
    if not feed:
        allow(request.member, "payments.report", contract)
    fields = data.dict() | {"contract": contract, "by_hand": not feed}
    return Status(201, _shown(actions.report_receipt(by=request.member, **fields)))


@operation(
    router.get, "/receipts/{pk}", permission="payments.view", record=True, response=ReceiptOut
)
def receipt(request, pk: int):
    return reach(request, Receipt.objects.with_rest(), pk)


@operation(
    router.post,
    "/receipts/{pk}/confirm",
    permission="payments.confirm",
    record=True,
    response=ReceiptOut,
)
def confirm(request, pk: int, data: AllocationsIn | None = None):
    receipt = reach(request, Receipt, pk)
    refuse_own(receipt, request.member)
    wanted = data.wanted(request.member) if data else None
    return _shown(actions.confirm_receipt(by=request.member, receipt=receipt, allocations=wanted))


@operation(
    router.post,
    "/receipts/{pk}/allocate",
    permission="payments.confirm",
    record=True,
    response=ReceiptOut,
)
def allocate(request, pk: int, data: AllocationsIn | None = None):
    receipt = reach(request, Receipt, pk)
    wanted = data.wanted(request.member) if data else None
    return _shown(actions.allocate(by=request.member, receipt=receipt, allocations=wanted))


@operation(
    router.post,
    "/receipts/{pk}/reject",
    permission="payments.confirm",
    record=True,
    response=ReceiptOut,
)
def reject(request, pk: int, data: ReasonIn):
    receipt = reach(request, Receipt, pk)
    return _shown(actions.reject_receipt(by=request.member, receipt=receipt, reason=data.reason))


@operation(
    router.post,
    "/receipts/{pk}/reverse",
    permission="payments.confirm",
    record=True,
    response=ReceiptOut,
)
def reverse(request, pk: int, data: ReasonIn):
    receipt = reach(request, Receipt, pk)
    return _shown(actions.reverse_receipt(by=request.member, receipt=receipt, reason=data.reason))
