"""The catalogue is configuration: administrators keep it here, through the actions (spec 01)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from crm.admin import TenantAdmin, tenant_site
from crm.templatetags.fairway import money
from products import actions
from products.models import Category, Product
from tenants.scope import current_tenant


@admin.register(Category, site=tenant_site)
class CategoryAdmin(TenantAdmin):
    about = _("A tree of the catalogue.")
    list_display = ["name", "parent"]
    list_select_related = ["parent"]

    def save_model(self, request, obj, form, change):
        actions.save_category(by=request.member, category=obj)


@admin.register(Product, site=tenant_site)
class ProductAdmin(TenantAdmin):
    about = _("What is sold: list prices, costs and VAT rates.")
    list_display = ["name", "sku", "category", "vat_rate", "price", "buying", "active"]
    list_filter = ["active", "category"]
    list_select_related = ["category"]
    search_fields = ["name", "sku"]
    fields = list(actions.FIELDS)

    @admin.display(description=_("list price, tax included"), ordering="list_price")
    def price(self, product) -> str:
        return money(product.list_price, current_tenant().currency)

    @admin.display(description=_("cost, without tax"), ordering="cost")
    def buying(self, product) -> str:
        return money(product.cost, current_tenant().currency)

    def save_model(self, request, obj, form, change):
        """The form's own instance is handed back with what the action stored."""
        if change:
            actions.change_product(by=request.member, product=obj, **form.changes())
        else:
            obj.pk = actions.create_product(by=request.member, **form.cleaned_data).pk
