from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductsConfig(AppConfig):
    name = "products"
    verbose_name = _("Products")

    def ready(self):
        from activities.kinds import Kind, register
        from crm.menu import Item, add
        from products import events, permissions  # noqa: F401

        register(
            Kind("product", "products.Product", _("Product"), "package", "product", note="sku")
        )
        add(Item("sales", 60, _("Products"), "package", "products", "products.view", key="p"))
