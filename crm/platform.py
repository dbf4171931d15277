"""The platform operator's admin: companies, and nothing inside them."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from crm.links import global_url
from tenants.models import Tenant
from tenants.provision import provision

OUTSIDE = {"logout", "password_change", "password_change_done"}


class PlatformSite(admin.AdminSite):
    site_header = site_title = _("Fairway platform")
    index_title = _("Companies")

    def login(self, request, extra_context=None):
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(global_url("platform:index"), global_url("account_login"))

    def has_permission(self, request) -> bool:
        return request.user.is_active and getattr(request.user, "is_platform", False)

    def get_urls(self):
        return [url for url in super().get_urls() if getattr(url, "name", "") not in OUTSIDE]


platform_site = PlatformSite(name="platform")


@admin.register(Tenant, site=platform_site)
class TenantAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "language", "currency", "active", "created_at"]
    list_filter = ["active", "language"]
    search_fields = ["name", "slug"]
    readonly_fields = ["created_at"]

    def save_model(self, request, obj, form, change):
        obj.save()
        provision(obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        """A company is switched off, never deleted from a page."""
        return False
