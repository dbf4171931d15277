"""Who sees cost and margin (spec 01): the one answer for pages, tables, approvals and the API."""

from decimal import Decimal

from people.models import Member
from products.models import Product

HUNDRED = Decimal(100)
FIELDS = ("cost", "margin")


def shows_cost(member: Member) -> bool:
    return member.can("products.cost")


def margin_percent(net: Decimal, cost: Decimal | None) -> Decimal | None:
    """What is left of a net amount after its cost, in percent; None where either is unknown."""
    if cost is None or not net:
        return None
    return (net - cost) * HUNDRED / net


def list_margin(product: Product) -> Decimal | None:
    """The margin in percent of one unit sold at its list price."""
    return margin_percent(product.list_price * HUNDRED / (HUNDRED + product.vat_rate), product.cost)
