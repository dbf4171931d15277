"""What a deal's exit criterion asks of its quotes (spec 04)."""

from opportunities.models import Opportunity
from quotes.models import Quote

# A state is reached as well by what came after it: an accepted quote was sent and approved.
REACHED = {
    Quote.State.APPROVED: ("approved", "sent", "accepted"),
    Quote.State.SENT: ("sent", "accepted"),
}


def quote_in_state(deal: Opportunity, state: str) -> bool:
    """Whether one of the deal's quotes has reached the state; without one, whether it has any."""
    quotes = Quote.objects.filter(opportunity=deal).current()
    return (
        quotes.filter(state__in=REACHED.get(state, (state,))).exists()
        if state
        else (quotes.exists())
    )
