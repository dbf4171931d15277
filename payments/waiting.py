"""What the menu counts."""

from django.db.models import QuerySet

from payments.models import Receipt
from people.models import Member


def waiting_receipts(member: Member) -> QuerySet | None:
    """Reported receipts, for whoever may confirm them."""
    if not member.can("payments.confirm"):
        return None
    return Receipt.objects.visible_to(member).filter(state=Receipt.State.REPORTED)
