"""Opening a quote for a change: what was approved is approved no more (spec 05)."""

from django.utils.translation import gettext as _

from activities.actions import record_event
from people.models import Member
from quotes.models import Quote
from tenants.states import MoveNotAllowed, move

State = Quote.State


def begin_change(quote: Quote, by: Member) -> None:
    """Make sure that a locked quote is a draft; an approval is taken away, and says so.

    Saved at once: the database lets nobody touch the content while the row is no draft.
    """
    check_changeable(quote)
    if quote.state == State.DRAFT:
        return
    move(quote.return_to_draft)
    quote.save(update_fields=["state", "approved_hash"])
    record_event("quote.approval_lost", quote, by=by)


def check_changeable(quote: Quote) -> None:
    if quote.state == State.PENDING:
        raise MoveNotAllowed(_("It waits for approval. Withdraw it, then change it."))
    if quote.state not in (State.DRAFT, State.APPROVED):
        raise MoveNotAllowed(_("What was sent never changes. Make a new version."))
