"""Sales processes and their stages (spec 04)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.base import TenantModel
from tenants.fields import TenantForeignKey

share = {
    "max_digits": 5,
    "decimal_places": 2,
    "default": 0,
    "validators": [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
}


class Process(TenantModel):
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_default = models.BooleanField(_("default"), default=False)
    allow_skip = models.BooleanField(_("stages may be skipped"), default=False)
    needs_quote = models.BooleanField(_("winning needs an approved quote"), default=False)
    won_label = models.CharField(_("name of the won end"), max_length=40)
    won_baseline = models.DecimalField(_("baseline share of won deals (%)"), **share)
    archived = models.BooleanField(_("archived"), default=False)

    class Meta:
        verbose_name = _("sales process")
        verbose_name_plural = _("sales processes")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name"], name="process_name"),
            models.UniqueConstraint(
                fields=["tenant"],
                condition=models.Q(is_default=True),
                name="one_default_process",
                violation_error_message=_(
                    "Another process is the default already. Switch that off first."
                ),
            ),
        ]


class Stage(TenantModel):
    process = TenantForeignKey(Process, verbose_name=_("process"), related_name="stages")
    order = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=40)
    win_rate = models.PositiveSmallIntegerField(
        _("win rate (%)"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    expected_days = models.PositiveSmallIntegerField(_("dwell limit (working days)"), default=14)
    baseline_share = models.DecimalField(_("baseline share (%)"), **share)
    archived = models.BooleanField(_("archived"), default=False)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["process", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "process", "name"], name="stage_name"),
            models.CheckConstraint(
                condition=models.Q(win_rate__range=(1, 99)), name="stage_win_rate"
            ),
        ]
