from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from crm.admin import TenantAdmin, TenantInline, tenant_site
from leads.models import Pool, PoolMember


class PoolMemberInline(TenantInline):
    model = PoolMember


@admin.register(Pool, site=tenant_site)
class PoolAdmin(TenantAdmin):
    about = _("Who may claim which leads, and when an idle lead goes back.")
    list_display = ["name", "order", "recycle_days", "cooldown_days"]
    inlines = [PoolMemberInline]
