"""What a decided discount round does to its quote, in the transaction of the decision."""

from django.utils.translation import gettext_lazy as _

from activities.actions import record_event
from approvals.effects import Effects
from approvals.models import Round
from people.models import Member
from quotes.content import content_hash
from quotes.looks import brief, look
from quotes.models import Quote
from tenants.states import move


def approved(round: Round, by: Member) -> None:
    quote = Quote.objects.locked(round.object_id)
    move(quote.approve, round.content_hash)
    quote.save(update_fields=["state", "approved_hash"])
    record_event("quote.approved", quote, by=by)


def returned(round: Round, by: Member, how: str, comment: str) -> None:
    """Rejected, withdrawn or voided: it is a draft again."""
    quote = Quote.objects.locked(round.object_id)
    move(quote.return_to_draft)
    quote.save(update_fields=["state", "approved_hash"])
    record_event("quote.returned", quote, by=by, text=comment)


LAST = _("You are the last: the quote is approved, and can be sent to the customer.")
DISCOUNT = Effects(
    approved, returned, content_hash, "quotes/_approval_facts.html", look, brief, LAST
)
