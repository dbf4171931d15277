"""Reasons from a list: why a lead was dropped, a deal lost or invalid (spec 02, 04)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantManager, TenantModel, TenantQuerySet


class ReasonQuerySet(TenantQuerySet):
    def for_list(self, name: str):
        return self.filter(list=name, active=True)


class Reason(TenantModel):
    class List(models.TextChoices):
        LEAD_DISQUALIFIED = "lead_disqualified", _("Lead disqualified")
        LEAD_RETURNED = "lead_returned", _("Lead given back")
        DEAL_LOST = "deal_lost", _("Deal lost")
        DEAL_INVALID = "deal_invalid", _("Deal invalid")

    list = models.CharField(_("list"), max_length=20, choices=List.choices)
    name = models.CharField(_("reason"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    active = models.BooleanField(_("active"), default=True)

    objects = TenantManager.from_queryset(ReasonQuerySet)()

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")
        ordering = ["list", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "list", "name"], name="reason_once")
        ]
