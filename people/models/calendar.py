"""Working days that differ from what the holiday library says (spec 01, WorkCalendar)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from crm.templatetags.fairway import date_h
from tenants.base import TenantModel


class CalendarDay(TenantModel):
    day = models.DateField(_("day"))
    working = models.BooleanField(_("working day"))

    class Meta:
        verbose_name = _("exception of the work calendar")
        verbose_name_plural = _("work calendar")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["tenant", "day"], name="calendar_day")]

    def __str__(self) -> str:
        return date_h(self.day)
