"""Separation of duties, asked by page and API before the action refuses it (spec 01)."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from payments.models import Receipt
from people.models import Member


def is_own(receipt: Receipt, member: Member) -> bool:
    """Whether the member reported this receipt by hand, or looks after it."""
    return member.pk in (receipt.reported_by_id, receipt.owner_id)


def refuse_own(receipt: Receipt, member: Member) -> None:
    """Raise PermissionDenied for a receipt that the member reported or owns."""
    if is_own(receipt, member):
        raise PermissionDenied(_("Nobody confirms a receipt that he reported or owns."))
