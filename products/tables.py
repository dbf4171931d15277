import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from crm.columns import MoneyColumn
from crm.declared import Table
from crm.templatetags.fairway import percent
from products.costs import list_margin
from products.models import Product

FIGURES = {"th": {"class": "n"}, "td": {"class": "n"}}


class ProductTable(Table):
    name = tables.Column(linkify=True, order_by="name_key")
    category = tables.Column(accessor="category__name", verbose_name=_("Category"))
    vat_rate = tables.Column(attrs=FIGURES)
    list_price = MoneyColumn()
    cost = MoneyColumn()
    margin = tables.Column(verbose_name=_("Margin"), accessor="pk", orderable=False, attrs=FIGURES)

    class Meta:
        model = Product
        fields = ["name", "sku", "category", "unit", "vat_rate", "list_price", "cost", "margin"]
        order_by = "name"

    def render_vat_rate(self, value):
        return percent(value, 0 if value == value.to_integral_value() else 2)

    def render_margin(self, record):
        return percent(list_margin(record))
