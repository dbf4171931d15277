from django.contrib import admin

from crm.admin import TenantAdmin, tenant_site
from leads.models import Pool, PoolMember


class PoolMemberInline(admin.TabularInline):
    model = PoolMember
    extra = 1


@admin.register(Pool, site=tenant_site)
class PoolAdmin(TenantAdmin):
    list_display = ["name", "order", "recycle_days", "cooldown_days"]
    inlines = [PoolMemberInline]
