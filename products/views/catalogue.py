from django.utils.translation import gettext_lazy as _

from crm.pages import DetailPage, ExportPage, ListPage
from products.costs import FIELDS, list_margin, shows_cost
from products.filters import ProductFilter
from products.models import Product
from products.tables import ProductTable


class ProductList(ListPage):
    permission = "products.view"
    model = Product
    filterset_class = ProductFilter
    table_class = ProductTable
    title = _("Products")
    create_url = "admin:products_product_add"
    create_label = _("New product")
    create_permission = "people.configure"
    export_url = "product_export"
    export_permission = "products.export"
    empty_text = _("No products yet. An administrator adds them in the settings.")

    def rows(self):
        return super().rows().select_related("category")

    def hidden(self):
        return () if shows_cost(self.member) else FIELDS


class ProductExport(ExportPage):
    permission = "products.export"
    listing = ProductList


class ProductPage(DetailPage):
    permission = "products.view"
    model = Product
    template_name = "products/product.html"

    def rows(self):
        return super().rows().select_related("category")

    def context(self, **extra):
        return super().context(
            shows_cost=shows_cost(self.member), margin=list_margin(self.record), **extra
        )
