from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from approvals.models import Chain, ChainStep, Substitute
from crm.admin import TenantAdmin, TenantInline, tenant_site


class ChainStepInline(TenantInline):
    model = ChainStep


@admin.register(Chain, site=tenant_site)
class ChainAdmin(TenantAdmin):
    about = _("Who decides on contracts, in which order and from which amount on.")
    list_display = ["purpose"]
    inlines = [ChainStepInline]

    def has_delete_permission(self, request, obj=None) -> bool:
        """Without its chain nothing of that kind could be submitted; steps are changed instead."""
        return False


@admin.register(Substitute, site=tenant_site)
class SubstituteAdmin(TenantAdmin):
    about = _("Who decides for somebody who is away, and from when to when.")
    list_display = ["member", "substitute", "start", "end"]
