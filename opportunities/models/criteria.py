"""What a deal must have before it leaves a stage (spec 04, Exit criteria)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from opportunities.models.process import Stage
from tenants.base import TenantModel
from tenants.fields import TenantForeignKey


class StageTask(TenantModel):
    """A task that appears for the owner when a deal enters the stage."""

    stage = TenantForeignKey(Stage, on_delete=models.CASCADE, related_name="task_templates")
    title = models.CharField(_("task"), max_length=200)
    required = models.BooleanField(_("required to leave the stage"), default=False)
    due_days = models.PositiveSmallIntegerField(_("due after (working days)"), default=5)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("task of a stage")
        verbose_name_plural = _("tasks of the stage")
        ordering = ["order", "id"]


class ExitCriterion(TenantModel):
    class Kind(models.TextChoices):
        FIELD_FILLED = "field_filled", _("Field is filled")
        ACTIVITY = "activity", _("Activity of a type was recorded")
        TASK_DONE = "task_done", _("Required tasks are done")
        QUOTE_IN_STATE = "quote_in_state", _("Quote is in a state")
        CONTACT_KNOWN = "contact_known", _("Contact is known")

    stage = TenantForeignKey(Stage, on_delete=models.CASCADE, related_name="criteria")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    value = models.CharField(
        _("value"), max_length=60, blank=True, help_text=_("Field name, type or state.")
    )
    label = models.CharField(_("what must be true"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("exit criterion")
        verbose_name_plural = _("exit criteria")
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.label


class Waiver(TenantModel):
    """A manager lets one deal pass one criterion, with a reason."""

    opportunity = TenantForeignKey("opportunities.Opportunity", related_name="waivers")
    criterion = TenantForeignKey(ExitCriterion, related_name="waivers")
    reason = models.CharField(_("reason"), max_length=500)
    by = TenantForeignKey("people.Member", related_name="+")
    at = models.DateTimeField(_("time"), auto_now_add=True)

    append_only = True

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "opportunity", "criterion"], name="waived_once"
            )
        ]
