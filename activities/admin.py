from django.contrib import admin

from activities.models import Reason
from crm.admin import TenantAdmin, tenant_site


@admin.register(Reason, site=tenant_site)
class ReasonAdmin(TenantAdmin):
    list_display = ["name", "list", "order", "active"]
    list_filter = ["list", "active"]
