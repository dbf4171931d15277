"""Lines of a quote: priced by quotes/pricing.py, never by a browser."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quotes.models.quote import Quote
from tenants.base import TenantModel
from tenants.fields import TenantForeignKey

money = {"max_digits": 18, "decimal_places": 2}


def plain(figure: Decimal) -> str:
    """A figure without the zeros that its column keeps: 3, not 3.000000."""
    return format(figure.normalize(), "f")


class LinesFrozen(pgtrigger.Trigger):
    """Lines are added, changed and removed in a draft only, whoever asks."""

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    func = """
        IF EXISTS (
            SELECT 1 FROM quotes_quote AS quote
            WHERE quote.state <> 'draft'
                AND (TG_OP <> 'INSERT' AND quote.id = OLD.quote_id
                    OR TG_OP <> 'DELETE' AND quote.id = NEW.quote_id)
        ) THEN
            RAISE EXCEPTION 'the lines of this quote are frozen' USING ERRCODE = '23514';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """


class QuoteLine(TenantModel):
    class Manual(models.TextChoices):
        NONE = "", _("no discount")
        PERCENT = "percent", _("percent off")
        ZHE = "zhe", _("zhe (tenths of the price)")
        UNIT_PRICE = "unit_price", _("unit price")
        TOTAL = "total", _("line total")

    quote = TenantForeignKey(Quote, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    product = TenantForeignKey(
        "products.Product", verbose_name=_("product"), related_name="quote_lines"
    )
    description = models.CharField(_("special requirements"), max_length=300, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=20, decimal_places=6)
    list_price = models.DecimalField(_("list price"), **money)
    vat_rate = models.DecimalField(_("VAT rate (%)"), max_digits=5, decimal_places=2)
    cost = models.DecimalField(_("cost"), **money, null=True)
    manual_kind = models.CharField(
        _("discount given as"), max_length=10, choices=Manual.choices, blank=True
    )
    manual_value = models.DecimalField(
        _("discount"), max_digits=20, decimal_places=6, null=True, blank=True
    )
    unit_price = models.DecimalField(_("unit price"), max_digits=20, decimal_places=6)
    line_total = models.DecimalField(_("total"), **money)
    tax = models.DecimalField(_("tax"), **money)
    net = models.DecimalField(_("net"), **money)
    discount = models.DecimalField(
        _("discount (%)"), max_digits=9, decimal_places=6, default=Decimal(0)
    )

    class Meta:
        verbose_name = _("line of a quote")
        verbose_name_plural = _("lines of the quote")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lt=10**12)
                & Q(line_total__gte=0, line_total__lt=10**16)
                & Q(net=models.F("line_total") - models.F("tax")),
                name="quote_line_amounts",
            )
        ]
        triggers = [LinesFrozen(name="quote_line_frozen")]

    @property
    def shown_quantity(self) -> str:
        """As a person writes it."""
        return plain(self.quantity)

    @property
    def shown_discount(self) -> str:
        """The discount as it was typed."""
        return "" if self.manual_value is None else plain(self.manual_value)
