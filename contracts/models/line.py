"""The contract's own copy of the quote's lines; `sync_quote` is their only editor (spec 06)."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from tenants.base import TenantModel
from tenants.fields import TenantForeignKey
from tenants.triggers import ERRCODE

money = {"max_digits": 18, "decimal_places": 2}
# Rows of a formal contract are neither added, changed, moved nor taken away. Only the rows of an
# imported contract come after it: they may be added.
OF_FORMAL = f"""
    IF EXISTS (
        SELECT FROM contracts_contract c
        WHERE c.state IN ('formal', 'fulfilled', 'terminated')
        AND (TG_OP <> 'INSERT' AND c.id = OLD.contract_id
             OR TG_OP = 'UPDATE' AND c.id = NEW.contract_id
             OR TG_OP = 'INSERT' AND c.id = NEW.contract_id AND c.imported_by_id IS NULL)
    ) THEN
        RAISE EXCEPTION '%: the contract is formal', TG_TABLE_NAME {ERRCODE};
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def frozen_with_contract() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="frozen_with_contract",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=OF_FORMAL,
    )


class ContractLine(TenantModel):
    contract = TenantForeignKey(Contract, on_delete=models.CASCADE, related_name="lines")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    product = TenantForeignKey("products.Product", related_name="contract_lines")
    name = models.CharField(_("product"), max_length=120)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    description = models.CharField(_("special requirements"), max_length=300, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=20, decimal_places=6)
    unit_price = models.DecimalField(_("unit price"), max_digits=20, decimal_places=6)
    vat_rate = models.DecimalField(_("VAT rate (%)"), max_digits=5, decimal_places=2)
    line_total = models.DecimalField(_("total"), **money)
    tax = models.DecimalField(_("tax"), **money)
    net = models.DecimalField(_("net"), **money)

    class Meta:
        verbose_name = _("line of a contract")
        verbose_name_plural = _("lines of the contract")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(line_total__gte=0, line_total__lt=10**16)
                & Q(net=models.F("line_total") - models.F("tax")),
                name="contract_line_amounts",
            )
        ]
        triggers = [frozen_with_contract()]

    @property
    def shown_quantity(self) -> str:
        """Without the zeros that the column adds: 3, 2.5, 100."""
        return f"{self.quantity.normalize():f}"
