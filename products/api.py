"""The catalogue over the API: what the pages show, with the same rule for cost (spec 01, 10)."""

from decimal import Decimal

from ninja import Field, Query, Router, Schema

from crm.api_frame import Paging, operation, page_of, paged, reach
from products.costs import shows_cost
from products.models import Product

router = Router(tags=["products"])


class ProductOut(Schema):
    id: int
    sku: str
    name: str
    category: int | None = Field(None, alias="category_id")
    unit: str
    vat_rate: Decimal
    list_price: Decimal
    cost: Decimal | None
    description: str
    active: bool

    @staticmethod
    def resolve_cost(product, context):
        return product.cost if shows_cost(context["request"].member) else None


@operation(router.get, "", permission="products.view", response=paged(ProductOut))
def products(request, paging: Query[Paging], q: str = ""):
    rows = Product.objects.visible_to(request.member)
    return page_of(rows.filter(name__icontains=q) if q else rows, paging)


@operation(router.get, "/{pk}", permission="products.view", record=True, response=ProductOut)
def product(request, pk: int):
    return reach(request, Product, pk)
