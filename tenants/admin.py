from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from crm.admin import TenantAdmin, tenant_site
from tenants.models import JobRun


@admin.register(JobRun, site=tenant_site)
class JobRunAdmin(TenantAdmin):
    """To look at: jobs write it themselves."""

    about = _("When each background job last ran, and what went wrong.")
    list_display = ["job", "started_at", "seconds", "rows", "runs", "failures", "failed_at"]
    readonly_fields = [*list_display, "error"]

    has_add_permission = has_delete_permission = has_change_permission = (
        lambda self, request, obj=None: False
    )
