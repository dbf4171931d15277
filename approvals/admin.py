from django.contrib import admin

from approvals.models import Chain, ChainStep, Substitute
from crm.admin import TenantAdmin, TenantInline, tenant_site


class ChainStepInline(TenantInline):
    model = ChainStep


@admin.register(Chain, site=tenant_site)
class ChainAdmin(TenantAdmin):
    list_display = ["purpose"]
    inlines = [ChainStepInline]


@admin.register(Substitute, site=tenant_site)
class SubstituteAdmin(TenantAdmin):
    list_display = ["member", "substitute", "start", "end"]
