"""The platform operator's admin: companies, and nothing inside them."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from crm.admin import RoomsSite
from crm.links import global_url
from people.actions import found_company
from people.company_forms import CompanyForm, NewCompany
from tenants.actions import change_tenant
from tenants.models import Tenant

OUTSIDE = {"logout", "password_change", "password_change_done"}


class PlatformSite(RoomsSite):
    site_header = site_title = _("Fairway platform")
    index_title = _("Companies")

    def login(self, request, extra_context=None):
        return redirect_to_login(global_url("platform:index"), global_url("account_login"))

    def has_permission(self, request) -> bool:
        return request.user.is_active and getattr(request.user, "is_platform", False)

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        def guarded(request, *args, **kwargs):
            if not self.has_permission(request):  # signed in already: 403, not a log-in page
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        return guarded

    def get_urls(self):
        return [url for url in super().get_urls() if getattr(url, "name", "") not in OUTSIDE]


platform_site = PlatformSite(name="platform")


@admin.register(Tenant, site=platform_site)
class TenantAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "language", "currency", "active", "created_at"]
    list_filter = ["active", "language"]
    search_fields = ["name", "slug"]
    readonly_fields = ["created_at"]

    form = CompanyForm

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(
            request, obj, change, form=CompanyForm if obj else NewCompany, **kwargs
        )

    def save_model(self, request, obj, form, change):
        if change:
            change_tenant(tenant=obj, **{f: form.cleaned_data[f] for f in form.changed_data})
        else:
            obj.pk = found_company(**form.cleaned_data).pk

    def has_delete_permission(self, request, obj=None) -> bool:
        """A company is switched off, never deleted from a page."""
        return False
