"""How an instalment is collected: what was said 催收, and who was reminded (spec 07)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payments.models.instalment import Instalment
from tenants.base import TenantModel
from tenants.fields import TenantForeignKey
from tenants.triggers import AppendOnly


class Chase(TenantModel):
    """One try to collect, with what the customer promised."""

    append_only = True

    instalment = TenantForeignKey(Instalment, related_name="chases")
    text = models.CharField(_("what was said"), max_length=500)
    promised_on = models.DateField(_("promised for"), null=True, blank=True)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = TenantForeignKey("people.Member", related_name="+")

    class Meta:
        verbose_name = _("collection note")
        verbose_name_plural = _("collection notes")
        triggers = [AppendOnly(name="append_only")]

    def __str__(self) -> str:
        return self.text


class Reminder(TenantModel):
    """A step of spec 07's reminders that was handled: once for an instalment and a due date."""

    class Outcome(models.TextChoices):
        SENT = "sent", _("Sent")
        SKIPPED = "skipped", _("Skipped")

    append_only = True
    audited = False

    instalment = TenantForeignKey(Instalment, related_name="reminders")
    due_on = models.DateField(_("due"))
    step = models.SmallIntegerField(_("days from the due date"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "instalment", "due_on", "step"], name="reminded_once"
            )
        ]
        triggers = [AppendOnly(name="append_only")]

    def __str__(self) -> str:
        return f"{self.instalment_id} {self.step:+d}"
