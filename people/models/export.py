"""Lists that members took away as files: who, which rows by which filter, how many (spec 10)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantModel
from tenants.fields import TenantForeignKey


class Export(TenantModel):
    """Counts against the member's `export_limit`; nobody changes or deletes it."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    member = TenantForeignKey("people.Member", verbose_name=_("member"), related_name="exports")
    page = models.CharField(_("page"), max_length=200)  # path inside the company
    query = models.TextField(_("filter"), max_length=4000, blank=True)  # as in the URL
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    rows = models.PositiveIntegerField(_("rows"))
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    append_only = True

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        indexes = [models.Index(fields=["tenant", "member", "created_at"], name="export_by_member")]
