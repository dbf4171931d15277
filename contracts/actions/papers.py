"""After the signature: the scan that comes back, the day of signing put right (spec 06)."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from contracts.models import Contract
from people.models import Member
from tenants.states import MoveNotAllowed

CORRECTABLE = timedelta(days=30)


@transaction.atomic
def receive_scan(*, by: Member, contract: Contract, on: date) -> Contract:
    """Note the day on which the signed copy came back; the first day noted stays."""
    contract = Contract.objects.locked(contract.pk)
    if contract.scan_received_on:
        return contract
    _check_formal(contract)
    _check_past(on)
    contract.scan_received_on = on
    contract.save(update_fields=["scan_received_on"])
    record_event("contract.scan_received", contract, by=by, on=on.isoformat())
    return contract


@transaction.atomic
def correct_signing(*, by: Member, contract: Contract, on: date) -> Contract:
    """Put the day of signing right, within 30 days of becoming formal."""
    contract = Contract.objects.locked(contract.pk)
    if contract.signed_on == on:
        return contract
    _check_formal(contract)
    _check_past(on)
    if contract.formal_at is None or timezone.now() > contract.formal_at + CORRECTABLE:
        raise MoveNotAllowed(_("The day of signing can be corrected for 30 days only."))
    data = {"from": contract.signed_on.isoformat(), "to": on.isoformat()}
    contract.signed_on = on
    contract.save(update_fields=["signed_on"])
    record_event("contract.signing_corrected", contract, by=by, **data)
    return contract


def _check_formal(contract: Contract) -> None:
    if contract.state not in (Contract.State.FORMAL, Contract.State.FULFILLED):
        raise MoveNotAllowed(_("The contract is not formal."))


def _check_past(on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day lies in the future.")})
