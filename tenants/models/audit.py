"""What the database itself writes down of every change, and who was turned away."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenants.audited import Change, Named, changes
from tenants.base import TenantModel
from tenants.triggers import AppendOnly
from tenants.worded import ExactDecoder


class AuditRow(TenantModel):
    """One change of one row, written by the trigger function `audit_write` (spec 01, Audit).

    `old` and `new` hold the whole row on delete and insert, the changed columns on update.
    The application may read it, nothing else: prepare_database takes the other rights away.
    """

    class Operation(models.TextChoices):
        INSERT = "INSERT", pgettext_lazy("a row was", "created")
        UPDATE = "UPDATE", _("changed")
        DELETE = "DELETE", _("deleted")

    audited = False

    at = models.DateTimeField(_("time"))
    actor = models.BigIntegerField(_("member"), null=True)
    table = models.CharField(_("table"), max_length=63)
    row = models.BigIntegerField(_("row"))
    operation = models.CharField(_("operation"), max_length=6, choices=Operation.choices)
    old = models.JSONField(_("before"), null=True, decoder=ExactDecoder)
    new = models.JSONField(_("after"), null=True, decoder=ExactDecoder)

    class Meta:
        db_table = "audit_row"
        verbose_name = _("audit row")
        verbose_name_plural = _("audit rows")
        indexes = [models.Index(fields=["tenant", "table", "row"], name="audit_row_of")]

    def changes(self, named: Named) -> list[Change]:
        """In words; `named` says what foreign keys point at."""
        return changes(self, named)


class AuditSeal(TenantModel):
    """A batch of audit rows, closed for good: one hash a row, and one over all of them and the
    seal before, so that no row of the past changes without a trace (tenants/seals.py)."""

    audited = False
    append_only = True

    at = models.DateTimeField(_("time"), auto_now_add=True)
    after = models.BigIntegerField(_("rows after"))
    last = models.BigIntegerField(_("last row"))
    row_ids = ArrayField(models.BigIntegerField(), verbose_name=_("rows"))
    digests = models.BinaryField(_("hashes"))
    sha256 = models.CharField(_("head"), max_length=64)

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")
        ordering = ["after"]
        constraints = [models.UniqueConstraint(fields=["tenant", "after"], name="audit_seal_once")]
        triggers = [AppendOnly(name="append_only")]


class Denial(TenantModel):
    """A request that was refused, written after its transaction was rolled back."""

    audited = False

    at = models.DateTimeField(_("time"), auto_now_add=True)
    user_id = models.BigIntegerField(_("user"), null=True)
    member_id = models.BigIntegerField(_("member"), null=True)
    method = models.CharField(_("method"), max_length=7)
    path = models.CharField(_("page"), max_length=300)
    status = models.PositiveSmallIntegerField(_("answer"))

    class Meta:
        verbose_name = _("denial")
        verbose_name_plural = _("denials")
