"""What finance does with a receipt: confirm, allocate, reverse (spec 07)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import notify, record_event
from crm.money import amount_str
from payments.actions.ledger import Wanted, locked_proposal, put, take_back
from payments.actions.reporting import facts
from payments.models import Receipt
from people.models import Member
from tenants.outbox import is_handled, tell
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed, move


@transaction.atomic
def confirm_receipt(*, by: Member, receipt: Receipt, allocations: Wanted | None = None) -> Receipt:
    """The money is there. Allocates as given, else oldest due first; the rest is credit.

    Nobody confirms what he reported by hand or owns. Confirming twice changes nothing.
    """
    receipt = Receipt.objects.locked(receipt.pk)
    if receipt.state == Receipt.State.CONFIRMED:
        return receipt
    if by.pk in (receipt.reported_by_id, receipt.owner_id):
        raise MoveNotAllowed(_("Nobody confirms a receipt that he reported or owns."))
    if receipt.account_id is None:
        raise MoveNotAllowed(_("Nobody has said yet which customer this receipt is from."))
    move(receipt.confirm, by, timezone.now())
    receipt.save(
        update_fields=[
            "state",
            "confirmed_by",
            "confirmed_at",
            "credited_to",
            "credited_department",
        ]
    )
    put(receipt, locked_proposal(receipt) if allocations is None else allocations, by=by)
    _tell_owner("receipt.confirmed", receipt, by=by)
    _tell_outside(receipt)
    return receipt


@transaction.atomic
def allocate(*, by: Member, receipt: Receipt, allocations: Wanted | None = None) -> Receipt:
    """Use what is left of a confirmed receipt, as given or oldest due first."""
    receipt = Receipt.objects.locked(receipt.pk)
    if receipt.state != Receipt.State.CONFIRMED:
        raise MoveNotAllowed(_("Only a confirmed receipt is allocated."))
    rows = put(receipt, locked_proposal(receipt) if allocations is None else allocations, by=by)
    if rows:
        used = amount_str(sum(row.amount for row in rows), current_tenant().currency)
        record_event("receipt.allocated", receipt, by=by, amount={"money": used})
    return receipt


@transaction.atomic
def reverse_receipt(*, by: Member, receipt: Receipt, reason: str) -> Receipt:
    """The money was not ours or went back: its allocations are taken back with it."""
    receipt = Receipt.objects.locked(receipt.pk)
    if receipt.state == Receipt.State.REVERSED:
        return receipt
    take_back(receipt, by=by)
    move(receipt.reverse, reason, timezone.localdate())
    receipt.save(update_fields=["state", "reason", "reversed_on"])
    _tell_owner("receipt.reversed", receipt, by=by, text=reason)
    return receipt


def _tell_owner(verb: str, receipt: Receipt, *, by: Member, text: str = "") -> None:
    event = record_event(verb, receipt, by=by, text=text, **facts(receipt))
    owners = [receipt.owner] if receipt.owner else []
    key = f"receipt-{event.pk}"
    notify(owners, verb, receipt, by=by, key=key, text=text[:300], **facts(receipt))


def _tell_outside(receipt: Receipt) -> None:
    if is_handled("receipt.confirmed"):
        amount = amount_str(receipt.amount, current_tenant().currency)
        payload = {"receipt": receipt.pk, "amount": amount, "payer": receipt.payer}
        tell("receipt.confirmed", f"receipt-{receipt.pk}", payload)
