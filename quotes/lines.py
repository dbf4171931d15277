"""What a line of a quote is made of, and its price from the catalogue (spec 05)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from products.models import Product
from quotes.models import QuoteLine
from quotes.pricing import LinePrice, Manual, QuotePrice, price_line


@dataclass(frozen=True)
class LineInput:
    """All that a person says about a line; prices, tax and cost are the catalogue's."""

    product: Product
    quantity: Decimal
    manual: Manual | None = None
    description: str = ""
    order: int = 0


def price_lines(lines: Sequence[LineInput], whole: Manual | None = None) -> QuotePrice:
    """The priced lines in the given order, a discount on the whole spread over them.

    Raises PriceRefused for a quantity, rate or discount that cannot be.
    """
    priced = QuotePrice(tuple(_price(line) for line in lines))
    return priced.with_discount(whole) if whole and lines else priced


def _price(line: LineInput) -> LinePrice:
    product = line.product
    return price_line(
        line.quantity,
        product.list_price,
        product.vat_rate,
        manual=line.manual,
        product=product.pk,
    )


def build_line(given: LineInput, price: LinePrice, order: int) -> QuoteLine:
    """An unsaved row of a priced line."""
    return QuoteLine(
        order=order,
        product=given.product,
        description=given.description,
        quantity=price.qty,
        list_price=price.list_price,
        vat_rate=price.vat_rate,
        cost=given.product.cost,
        manual_kind=price.manual.kind if price.manual else "",
        manual_value=price.manual.value if price.manual else None,
        unit_price=price.unit_price,
        line_total=price.line_total,
        tax=price.tax,
        net=price.net,
        discount=price.exact_percent,
    )


def typed(line: QuoteLine) -> LineInput:
    """What was typed to get a stored line."""
    return LineInput(
        line.product,
        line.quantity,
        manual_of(line.manual_kind, line.manual_value),
        line.description,
        line.order,
    )


def manual_of(kind: str, value: Decimal | None) -> Manual | None:
    return Manual(kind, value) if kind and value is not None else None


def stored_price(lines: Sequence[QuoteLine]) -> QuotePrice:
    """The price that stands in the rows, whatever the catalogue says by now."""
    return QuotePrice(
        tuple(
            LinePrice(
                line.quantity,
                line.list_price,
                line.quantity * line.list_price,
                line.vat_rate,
                line.line_total,
                manual_of(line.manual_kind, line.manual_value),
                line.product_id,
            )
            for line in lines
        )
    )
