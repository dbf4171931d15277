"""A receipt before finance has looked at it: reported, or turned away (spec 07)."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import notify, record_event
from activities.actions.searching import index_many
from contracts.models import Contract
from crm.money import amount_str
from payments.models import Receipt
from payments.models.receipt import TOO_LARGE
from people.models import Member
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed, move


@transaction.atomic
def report_receipt(
    *,
    by: Member,
    contract: Contract,
    amount: Decimal,
    received_on: date,
    payer: str,
    bank_reference: str = "",
    channel: str = Receipt.Channel.BANK,
    matures_on: date | None = None,
    note: str = "",
    by_hand: bool = True,
) -> Receipt:
    """Money for a formal contract came in; finance is told and confirms it.

    `by_hand=False` is for lines of a bank file or the API: they have no human reporter.
    Raises ValidationError for wrong input and for a bank reference that was entered before.
    """
    if contract.state not in (Contract.State.FORMAL, Contract.State.FULFILLED):
        raise MoveNotAllowed(_("Only a formal contract receives money."))
    receipt = Receipt(
        contract=contract,
        account_id=contract.account_id,
        owner_id=contract.owner_id,
        amount=amount,
        received_on=received_on,
        payer=payer,
        bank_reference="".join(bank_reference.split()),
        channel=channel,
        matures_on=matures_on,
        note=note,
        reported_by=by if by_hand else None,
    )
    _save_new(receipt)
    index_receipts([receipt])
    event = record_event("receipt.reported", receipt, by=by, **facts(receipt))
    finance, key = Member.objects.may("payments.confirm"), f"receipt-{event.pk}"
    notify(finance, "receipt.reported", receipt, by=by, key=key, **facts(receipt))
    return receipt


def index_receipts(receipts: list[Receipt]) -> None:
    """Finance looks for money by who paid and by the bank's reference."""
    index_many((one, one.payer, [one.bank_reference], []) for one in receipts)


def facts(receipt: Receipt) -> dict:
    """What the sentences about a receipt say."""
    amount = amount_str(receipt.amount, current_tenant().currency)
    return {"amount": {"money": amount}, "payer": receipt.payer}


def check_new(receipt: Receipt) -> None:
    """ValidationError for what a person must correct."""
    if not receipt.amount > 0:
        raise ValidationError({"amount": _("The amount is above zero.")})
    if receipt.amount >= TOO_LARGE:
        raise ValidationError({"amount": _("The amount is too large.")})
    if receipt.received_on > timezone.localdate():
        raise ValidationError({"received_on": _("This day has not come yet.")})
    bill = receipt.channel == Receipt.Channel.ACCEPTANCE_BILL
    if bill != (receipt.matures_on is not None):
        raise ValidationError({"matures_on": _("An acceptance bill, and nothing else, matures.")})
    receipt.check_input()


def _save_new(receipt: Receipt) -> None:
    check_new(receipt)
    try:
        with transaction.atomic():
            receipt.save()
    except IntegrityError as refused:  # the same reference came in at the same moment
        receipt.check_input()
        raise refused


@transaction.atomic
def reject_receipt(*, by: Member, receipt: Receipt, reason: str) -> Receipt:
    """Finance does not find this money; who reported it is told why."""
    receipt = Receipt.objects.locked(receipt.pk)
    if receipt.state == Receipt.State.REJECTED:
        return receipt
    move(receipt.reject, reason)
    receipt.save(update_fields=["state", "reason"])
    event = record_event("receipt.rejected", receipt, by=by, text=reason, **facts(receipt))
    told = {member for member in (receipt.owner, receipt.reported_by) if member}
    key = f"receipt-{event.pk}"
    data = {"text": reason[:300], **facts(receipt)}
    notify(told, "receipt.rejected", receipt, by=by, key=key, **data)
    return receipt
