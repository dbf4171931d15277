"""The catalogue: entered one by one or in bulk, and changed. Quotes keep the price they took."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.actions import index, record_event
from activities.actions.events import record_events
from activities.actions.searching import index_many
from people.models import Member
from people.pinyin import pinyin_key
from products.models import Product

FIELDS = (
    "sku",
    "name",
    "category",
    "unit",
    "vat_rate",
    "list_price",
    "cost",
    "description",
    "active",
)


@transaction.atomic
def create_product(*, by: Member, **fields) -> Product:
    """Add a product; `fields` are those of FIELDS. Raises ValidationError for a SKU that is taken.

    `list_price` includes tax, `cost` does not; both are Decimals of the company's currency.
    """
    product = Product(**_known(fields))
    product.name_key = pinyin_key(product.name)
    product.check_input()
    product.save()
    record_event("product.created", product, by=by)
    _index(product)
    return product


@transaction.atomic
def change_product(*, by: Member, product: Product, **changes) -> Product:
    """Change the given fields and no other; without changes nothing is written."""
    product = Product.objects.locked(product.pk)
    if not changes:
        return product
    for field, value in _known(changes).items():
        setattr(product, field, value)
    product.name_key = pinyin_key(product.name)
    product.check_input()
    product.save(update_fields=[*changes, "name_key"])
    record_event("product.changed", product, by=by, fields=list(changes))
    _index(product)
    return product


@transaction.atomic
def record_products(*, by: Member, products: list[Product]) -> list[Product]:
    """Bring many products in at once, as an import does. Rows are unsaved and cleaned; one without
    a VAT rate where none is usual raises ValidationError."""
    if any(product.vat_rate is None for product in products):
        raise ValidationError({"vat_rate": _("Say the VAT rate: none is usual in your country.")})
    for product in products:
        product.imported_by = by
        product.name_key = pinyin_key(product.name)
    Product.objects.bulk_create(products, batch_size=500)
    record_events("product.created", products, by=by)
    index_many((product, product.name, [product.sku], []) for product in products)
    return products


def _index(product: Product) -> None:
    index(product, title=product.name, extra=[product.sku])


def _known(fields: dict) -> dict:
    unknown = fields.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"not a product's field: {sorted(unknown)}")
    return fields
