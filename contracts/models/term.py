"""Payment terms: the parts that the plan of instalments is made from (spec 07)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from contracts.models.line import frozen_with_contract
from tenants.base import TenantModel
from tenants.fields import TenantForeignKey


class PaymentTerm(TenantModel):
    class Share(models.TextChoices):
        PERCENT = "percent", _("percent")
        AMOUNT = "amount", _("amount")
        BALANCE = "balance", _("the rest")

    class Trigger(models.TextChoices):
        SIGNING = "signing", _("on signing")
        MILESTONE = "milestone", _("on a milestone")
        DELIVERY = "delivery", _("on delivery")
        ACCEPTANCE = "acceptance", _("on acceptance")
        INVOICE = "invoice", _("on invoice")
        WARRANTY_END = "warranty_end", _("at the end of the warranty")
        DATE = "date", _("on a date")

    contract = TenantForeignKey(Contract, on_delete=models.CASCADE, related_name="terms")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    # Empty: its number is its name, in the reader's language.
    name = models.CharField(_("name"), max_length=40, blank=True, default="", db_default="")
    share = models.CharField(_("share"), max_length=10, choices=Share.choices)
    value = models.DecimalField(
        _("percent or amount"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    trigger = models.CharField(_("due"), max_length=12, choices=Trigger.choices)
    milestone = models.CharField(_("milestone"), max_length=80, blank=True)
    days = models.PositiveSmallIntegerField(_("plus days"), default=0)
    working_days = models.BooleanField(_("working days"), default=False)
    on = models.DateField(_("date"), null=True, blank=True)

    class Meta:
        verbose_name = _("payment term")
        verbose_name_plural = _("payment terms")
        ordering = ["order", "id"]
        triggers = [frozen_with_contract()]
