from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from activities.models import Reason
from crm.admin import TenantAdmin, tenant_site


@admin.register(Reason, site=tenant_site)
class ReasonAdmin(TenantAdmin):
    about = _("Why leads are given back, and deals lost or invalid.")
    list_display = ["name", "list", "order", "active"]
    list_filter = ["list", "active"]
