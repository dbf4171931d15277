"""Figures that jobs compute and store (spec 08)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantModel
from tenants.fields import TenantForeignKey


class ForecastRow(TenantModel):
    """What one member's deals let expect in one month, by one model.

    `amount` is not rounded, so that sums over members round to the figure computed on demand.
    """

    class Model(models.TextChoices):
        STAGE_WEIGHTED = "stage_weighted", _("Stage weighted")

    audited = False

    member = TenantForeignKey("people.Member", related_name="+")
    month = models.DateField(_("month"))
    model = models.CharField(_("model"), max_length=20, choices=Model.choices)
    amount = models.DecimalField(_("expected"), max_digits=22, decimal_places=4)
    count = models.PositiveIntegerField(_("deals"))
    past = models.PositiveIntegerField(_("of them overdue"), default=0)
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("stored forecast")
        verbose_name_plural = _("stored forecasts")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "member", "month", "model"], name="forecast_row_once"
            )
        ]
