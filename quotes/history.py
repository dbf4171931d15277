"""What this customer paid before: shown to whoever prices or approves (spec 05, Quick work)."""

from collections.abc import Iterable

from crm.money import amount_str
from quotes.models import Quote, QuoteLine

SHOWN = 5


def sold_before(quote: Quote, lines: Iterable[QuoteLine]) -> list[dict]:
    """The newest accepted lines of the same products, JSON:
    [{"quote", "product", "on", "unit_price", "discount"}]."""
    sold = QuoteLine.objects.filter(
        quote__account=quote.account_id,
        quote__state=Quote.State.ACCEPTED,
        product__in={line.product_id for line in lines},
    )
    sold = sold.exclude(quote=quote.pk).select_related("quote", "product")
    return [
        {
            "quote": str(line.quote),
            "product": str(line.product),
            "on": line.quote.accepted_on.isoformat(),
            "unit_price": amount_str(line.unit_price),
            "discount": f"{line.discount:.1f}",
        }
        for line in sold.order_by("-quote__accepted_on", "-pk")[:SHOWN]
    ]
