"""What a quote tells its deal (spec 05)."""

from decimal import Decimal

from django.db import transaction

from opportunities.actions.records import change_opportunity
from opportunities.models import Opportunity, OpportunityProduct
from people.models import Member
from products.models import Product


@transaction.atomic
def apply_quote(
    *,
    by: Member | None,
    opportunity: Opportunity,
    amount: Decimal,
    products: list[tuple[Product, Decimal, Decimal]],
) -> Opportunity:
    """Take amount and products, as (product, quantity, amount), over from a quote.

    The deal's former products go. A product may come on several lines; they are added up.
    """
    deal = change_opportunity(by=by, opportunity=opportunity, amount=amount)
    rows: dict[int, OpportunityProduct] = {}
    for product, quantity, line_amount in products:
        empty = OpportunityProduct(
            opportunity=deal, product=product, quantity=Decimal(0), amount=Decimal(0)
        )
        row = rows.setdefault(product.pk, empty)
        row.quantity += quantity
        row.amount += line_amount
    deal.products.all().delete()
    OpportunityProduct.objects.bulk_create(rows.values())
    return deal
