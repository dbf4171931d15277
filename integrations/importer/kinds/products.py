"""The catalogue; categories that are not there yet come with it."""

from integrations.importer.fields import EXTERNAL_ID, Field, Kind, of_model
from integrations.importer.readers import percent
from products.actions import change_product, record_products, save_category
from products.models import Category, Product


def _record(by, rows, context):
    products = []
    for row in rows:
        values = {name: row.values[name] for name in row.values if name != "external_id"}
        if "category" in values:
            values["category"] = _category(by, values["category"], context)
        products.append(Product(**values))
    return record_products(by=by, products=products)


def _category(by, name, context):
    """The topmost category of this name, made if there is none."""
    known = context.once(
        "categories", lambda: {c.name: c for c in Category.objects.order_by("-pk")}
    )
    if name not in known:
        known[name] = save_category(by=by, category=Category(name=name))
    return known[name]


def _change(by, product, changes):
    change_product(by=by, product=product, **changes)


PLAIN = ("sku", "name", "unit", "list_price", "cost", "description", "active")
PRODUCTS = Kind(
    name="products",
    pointer="product",
    model=Product,
    fields=(
        EXTERNAL_ID,
        *of_model(Product, *PLAIN, required=["sku", "name", "list_price"]),
        Field("vat_rate", read=percent, validate=Product._meta.get_field("vat_rate")),
        Field("category", validate=Category._meta.get_field("name")),
    ),
    keys=(("external_id",), ("sku",)),
    unique=("sku",),
    record=_record,
    change=_change,
    changeable=frozenset(PLAIN) | {"vat_rate"},
)
