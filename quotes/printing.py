"""A quote on paper (spec 05)."""

from django.utils import timezone

from activities.printing import Paper, tax_lines
from quotes.models import Quote

UNAPPROVED = (Quote.State.DRAFT, Quote.State.PENDING)


def _context(quote: Quote) -> dict:
    lines = list(quote.lines.select_related("product"))
    return {
        "quote": quote,
        "day": timezone.localdate(quote.created_at),
        "lines": lines,
        "taxes": tax_lines(lines),
        "watermark": quote.state in UNAPPROVED,
    }


PAPER = Paper(
    template="quotes/print.html",
    context=_context,
    total=lambda quote: quote.total,
    name=lambda quote: f"{quote.number}-v{quote.version}",
)
