"""What an approval is bound to: everything that the customer would hold us to (spec 05)."""

from collections.abc import Iterable
from decimal import Decimal

from approvals.effects import digest
from quotes.models import Quote, QuoteLine

TERMS = ("contact_id", "valid_until", "payment_terms", "delivery_terms", "notes")
LINE = (
    "order",
    "product_id",
    "description",
    "quantity",
    "list_price",
    "vat_rate",
    "cost",
    "manual_kind",
    "manual_value",
    "line_total",
)


def content_hash(quote: Quote, lines: Iterable[QuoteLine] | None = None) -> str:
    """SHA-256 over prices, lines and terms; `lines` are those stored unless others are given."""
    if lines is None:
        lines = quote.lines.order_by("order", "pk")
    return digest(
        {
            "terms": [_text(getattr(quote, name)) for name in TERMS],
            "whole": [quote.whole_kind, _text(quote.whole_value)],
            "lines": [[_text(getattr(line, name)) for name in LINE] for line in lines],
        }
    )


def _text(value) -> str:
    """2 and 2.000000 are one figure: what was just typed equals what is read back."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "" if value is None else str(value)
