"""What an approval is bound to: the agreed content of a contract (spec 06)."""

from approvals.effects import digest
from contracts.checks import AGREED
from contracts.models import Contract
from quotes.models import Quote

FIELDS = ("name", "account_id", "amount", "clauses", "starts_on", "ends_on")
LINE = (
    "order",
    "product_id",
    "name",
    "unit",
    "description",
    "quantity",
    "unit_price",
    "vat_rate",
    "line_total",
    "tax",
)
TERM = ("order", "name", "share", "value", "trigger", "milestone", "days", "working_days", "on")


def content_hash(contract: Contract) -> str:
    """The same for two readings of the same content, another for any change of it, and for a
    quote that no longer stands behind it."""
    return digest(content_of(contract))


def content_of(contract: Contract) -> dict:
    """What is agreed; a round keeps it as JSON, so that its page can show it later."""
    return {
        "quote": _quote(contract.quote),
        "fields": {name: getattr(contract, name) for name in FIELDS},
        "parties": [contract.our_party, contract.their_party],
        "lines": list(contract.lines.order_by("order", "pk").values(*LINE)),
        "terms": list(contract.terms.order_by("order", "pk").values(*TERM)),
    }


def _quote(quote: Quote | None) -> list | None:
    """Its validity may run out during a review; taken back, replaced or changed it may not be."""
    stands = (*AGREED, Quote.State.EXPIRED)
    return quote and [quote.pk, quote.total, quote.state in stands]
