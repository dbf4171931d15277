from django.contrib import admin

from crm.admin import TenantAdmin, TenantInline, tenant_site
from leads.models import Pool, PoolMember


class PoolMemberInline(TenantInline):
    model = PoolMember


@admin.register(Pool, site=tenant_site)
class PoolAdmin(TenantAdmin):
    list_display = ["name", "order", "recycle_days", "cooldown_days"]
    inlines = [PoolMemberInline]
