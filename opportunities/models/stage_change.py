"""The deal's history: one row per move, with what was true at that moment (spec 04)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from opportunities.models.process import Stage
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey


class StageChangeQuerySet(TenantQuerySet):
    def standing(self):
        """Without moves that were undone and the rows that undid them."""
        return self.filter(undoes=None, undone_by=None)


class StageChange(TenantModel):
    class Verb(models.TextChoices):
        CREATE = "create", pgettext_lazy("move", "created")
        ADVANCE = "advance", _("moved on")
        STEP_BACK = "step_back", _("moved back")
        WIN = "win", _("won")
        LOSE = "lose", _("lost")
        INVALIDATE = "invalidate", _("invalid")
        REOPEN = "reopen", _("reopened")
        UNDO = "undo", _("undone")

    opportunity = TenantForeignKey("opportunities.Opportunity", related_name="changes")
    verb = models.CharField(_("verb"), max_length=10, choices=Verb.choices)
    from_stage = TenantForeignKey(Stage, null=True, related_name="+")
    to_stage = TenantForeignKey(Stage, null=True, related_name="+")
    at = models.DateTimeField(_("time"))
    by = TenantForeignKey("people.Member", null=True, related_name="+")
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    probability = models.DecimalField(_("probability (%)"), max_digits=5, decimal_places=2)
    expected_close_date = models.DateField(_("expected close date"), null=True)
    days_stayed = models.PositiveIntegerField(_("days stayed"), null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    # A move and the row that undoes it both leave dwell and funnel (spec 04, Clock).
    undoes = TenantForeignKey("self", null=True, related_name="undone_by")

    append_only = True

    objects = TenantManager.from_queryset(StageChangeQuerySet)()

    class Meta:
        verbose_name = _("stage change")
        verbose_name_plural = _("stage changes")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "undoes"], name="stage_change_undone_once")
        ]
        indexes = [
            models.Index(fields=["tenant", "opportunity", "at"], name="stage_change_of"),
            models.Index(fields=["tenant", "at"], name="stage_change_at"),
        ]
