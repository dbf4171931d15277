"""The company's own settings, and API tokens, in its admin."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.admin import TenantAdmin, tenant_site
from people import actions
from people.company_forms import SettingsForm
from people.models import ApiToken
from tenants.actions import change_settings
from tenants.models import Tenant
from tenants.scope import current_tenant_id


@admin.register(Tenant, site=tenant_site)
class SettingsAdmin(TenantAdmin):
    """One row: the company that the page is in, so its list leads to its form."""

    form = SettingsForm
    heading = _("Company settings")
    about = _("Name, language, time zone, letterhead of your papers, thresholds of reports.")
    fieldsets = [
        (None, {"fields": ["name", "country", "language", "time_zone", "currency"]}),
        (
            _("Letterhead"),
            {
                "fields": ["logo", "address", "phone", "credit_code", "bank_name", "bank_account"],
                "description": _("Printed on quotes and contracts."),
            },
        ),
        (
            _("Year, forecast and funnel"),
            {"fields": ["fiscal_month", "forecast_threshold", "deviation_threshold", "idle_days"]},
        ),
        (_("Numbers"), {"fields": ["number_pattern"]}),
    ]

    def changelist_view(self, request, extra_context=None):
        return redirect("admin:tenants_tenant_change", current_tenant_id())

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk=current_tenant_id())

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change):
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        change_settings(by=request.member, **changed)


@admin.register(ApiToken, site=tenant_site)
class ApiTokenAdmin(TenantAdmin):
    """Adding one shows its secret once; deleting one revokes it and keeps the row."""

    about = _("For programs that use the API in a member's name.")
    list_display = ["name", "member", "access", "expires_at", "last_used_on", "created_at"]
    fields = ["member", "name", "access", "expires_at"]

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change):
        token, secret = actions.create_token(by=request.member, **form.cleaned_data)
        obj.pk = token.pk
        text = _("Copy the token now, it is shown only once:")
        messages.warning(request, format_html("{} <code>{}</code>", text, secret))

    def delete_model(self, request, obj):
        actions.revoke_token(by=request.member, token=obj)

    def delete_queryset(self, request, queryset):
        for token in queryset:
            self.delete_model(request, token)
