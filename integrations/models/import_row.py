"""What became of each row of an import: for going on, for the refused rows, for undoing."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from integrations.models.file_import import FileImport
from tenants.base import TenantModel
from tenants.fields import TenantForeignKey


class ImportRow(TenantModel):
    """`row` counts as the file does. A refused one keeps its cells and [column, reason] pairs.

    `audit_mark` and `event_mark` are the last audit row and event when this row was written: what
    came later to its record was done by somebody else.
    """

    class Result(models.TextChoices):
        CREATED = "created", pgettext_lazy("a row was", "created")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("here already")
        REFUSED = "refused", _("refused")

    file_import = TenantForeignKey(FileImport, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField(_("row"))
    result = models.CharField(_("result"), max_length=10, choices=Result.choices)
    object_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    reasons = models.JSONField(null=True)
    cells = models.JSONField(null=True)
    audit_mark = models.BigIntegerField(default=0)
    event_mark = models.BigIntegerField(default=0)

    audited = False

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "file_import", "row"], name="import_row_once")
        ]
