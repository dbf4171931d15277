"""What the verbs of a receipt will do, said in their dialogs before anybody does it (spec 07)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from crm.templatetags.fairway import listed
from payments.models import Receipt


def confirming(receipt: Receipt) -> Iterator[str]:
    yield _("What goes to instalments counts as paid; the rest is the customer's credit.")
    if receipt.owner:
        yield _("%(names)s is told.") % {"names": receipt.owner.name}
    yield _("A confirmed receipt is not changed any more; it can only be reversed, with a reason.")


def rejecting(receipt: Receipt) -> Iterator[str]:
    yield _("It pays nothing, and this is final: money that comes after all is reported anew.")
    names = {member.name for member in (receipt.owner, receipt.reported_by) if member}
    if names:
        yield _("%(names)s is told, with your reason.") % {"names": listed(sorted(names))}


def reversing(receipt: Receipt) -> Iterator[str]:
    yield _("All that it paid is open again; the receipt and its allocations stay to be seen.")
    if receipt.owner:
        yield _("%(names)s is told, with your reason.") % {"names": receipt.owner.name}
