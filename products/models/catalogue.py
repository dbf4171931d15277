"""The catalogue (spec 05). List prices include tax, cost does not."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from crm.links import record_url
from people.models import Member
from people.roles import Role
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey
from tenants.scope import current_tenant

not_negative = [MinValueValidator(Decimal(0))]


def usual_vat() -> Decimal | None:
    """What most goods bear in China; elsewhere nobody knows it but who enters the product."""
    return Decimal(13) if current_tenant().country == "CN" else None


class Category(TenantModel):
    name = models.CharField(_("name"), max_length=80)
    parent = TenantForeignKey(
        "self", verbose_name=_("parent"), null=True, blank=True, related_name="children"
    )

    class Meta:
        verbose_name = _("product category")
        verbose_name_plural = _("product categories")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "parent", "name"], name="category_name", nulls_distinct=False
            )
        ]


class ProductQuerySet(TenantQuerySet):
    def visible_to(self, member: Member):
        """The catalogue is the company's; only what is for sale, except for administrators."""
        return self if member.is_(Role.ADMIN) else self.filter(active=True)


class Product(TenantModel):
    sku = models.CharField(_("SKU"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(max_length=200, editable=False, default="", db_collation="C")
    category = TenantForeignKey(
        Category, verbose_name=_("category"), null=True, blank=True, related_name="products"
    )
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    vat_rate = models.DecimalField(
        _("VAT rate (%)"),
        max_digits=5,
        decimal_places=2,
        default=usual_vat,
        validators=[*not_negative, MaxValueValidator(Decimal(100))],
    )
    list_price = models.DecimalField(
        _("list price, tax included"), max_digits=18, decimal_places=2, validators=not_negative
    )
    cost = models.DecimalField(
        _("cost, without tax"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=not_negative,
    )
    description = models.TextField(_("description"), max_length=2000, blank=True)
    active = models.BooleanField(_("for sale"), default=True)
    imported_by = TenantForeignKey("people.Member", null=True, editable=False, related_name="+")

    objects = TenantManager.from_queryset(ProductQuerySet)()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name_key", "id"]
        constraints = [
            # In any case: "srv-1" beside "SRV-1" is the same thing bought twice.
            models.UniqueConstraint(
                "tenant",
                Upper("sku"),
                name="product_sku_any_case",
                violation_error_message=_("Another product has this SKU."),
            ),
            # The upper bound is what stops 'NaN', which PostgreSQL sorts above every number.
            models.CheckConstraint(
                condition=Q(list_price__gte=0, list_price__lt=10**16), name="product_price"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "sku"], name="product_by_sku")]

    def get_absolute_url(self) -> str:
        return record_url("product", self.pk)

    def changeable_by(self, member: Member) -> bool:
        return member.can("products.change")
