"""The catalogue is configuration: administrators keep it here, through the actions (spec 01)."""

from django.contrib import admin

from crm.admin import TenantAdmin, tenant_site
from products import actions
from products.models import Category, Product


@admin.register(Category, site=tenant_site)
class CategoryAdmin(TenantAdmin):
    list_display = ["name", "parent"]
    list_select_related = ["parent"]

    def save_model(self, request, obj, form, change):
        actions.save_category(by=request.member, category=obj)


@admin.register(Product, site=tenant_site)
class ProductAdmin(TenantAdmin):
    list_display = ["name", "sku", "category", "vat_rate", "list_price", "cost", "active"]
    list_filter = ["active", "category"]
    list_select_related = ["category"]
    search_fields = ["name", "sku"]
    fields = list(actions.FIELDS)

    def save_model(self, request, obj, form, change):
        """The form's own instance is handed back with what the action stored."""
        if change:
            actions.change_product(by=request.member, product=obj, **form.changes())
        else:
            obj.pk = actions.create_product(by=request.member, **form.cleaned_data).pk
