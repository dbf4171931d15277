"""Where confirmed money went 核销 (spec 07): a ledger whose sums the database holds."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payments.models.instalment import Instalment
from payments.models.receipt import Receipt
from tenants.base import TenantModel
from tenants.fields import TenantForeignKey
from tenants.triggers import ERRCODE, AppendOnly

SUM = "coalesce(sum(CASE WHEN reverses_id IS NULL THEN amount ELSE -amount END), 0)"
# After the row, so that row policy and foreign keys have judged it; the sums hold it already.
# Locks in the written order receipt → instalment → contract. Each later statement of the function
# has a snapshot of its own, so it sees what the transaction that it waited for has committed.
NEVER_OVER = f"""
    SELECT * INTO r FROM payments_receipt
        WHERE tenant_id = NEW.tenant_id AND id = NEW.receipt_id FOR NO KEY UPDATE;
    SELECT * INTO i FROM payments_instalment
        WHERE tenant_id = NEW.tenant_id AND id = NEW.instalment_id FOR NO KEY UPDATE;
    SELECT * INTO c FROM contracts_contract
        WHERE tenant_id = NEW.tenant_id AND id = i.contract_id FOR NO KEY UPDATE;
    IF NEW.reverses_id IS NOT NULL THEN
        IF NOT EXISTS (
            SELECT FROM payments_allocation a WHERE a.tenant_id = NEW.tenant_id
            AND a.id = NEW.reverses_id AND a.reverses_id IS NULL AND a.amount = NEW.amount
            AND a.receipt_id = NEW.receipt_id AND a.instalment_id = NEW.instalment_id
        ) THEN
            RAISE EXCEPTION 'an allocation is taken back as it was' {ERRCODE};
        END IF;
        RETURN NULL;
    END IF;
    IF r.state IS DISTINCT FROM 'confirmed' OR r.account_id IS DISTINCT FROM c.account_id THEN
        RAISE EXCEPTION 'only a confirmed receipt of the same customer is allocated' {ERRCODE};
    END IF;
    IF (SELECT {SUM} FROM payments_allocation
        WHERE tenant_id = NEW.tenant_id AND receipt_id = r.id) > r.amount THEN
        RAISE EXCEPTION 'more than the receipt is allocated' {ERRCODE};
    END IF;
    IF (SELECT {SUM} FROM payments_allocation
        WHERE tenant_id = NEW.tenant_id AND instalment_id = i.id) > i.amount THEN
        RAISE EXCEPTION 'more than the instalment is allocated' {ERRCODE};
    END IF;
    RETURN NULL;
"""  # noqa: S608 constants only


class Allocation(TenantModel):
    """Part of a confirmed receipt that pays part of an instalment, since the day `on`.

    With `reverses` the row takes that one back: amounts are positive either way.
    """

    append_only = True

    receipt = TenantForeignKey(Receipt, related_name="allocations")
    instalment = TenantForeignKey(Instalment, related_name="allocations")
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    reverses = TenantForeignKey("self", null=True, related_name="reversals")
    on = models.DateField(_("settled on"), default=timezone.localdate)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = TenantForeignKey("people.Member", null=True, related_name="+")

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lt=10**15), name="allocation_amount"
            ),
            models.UniqueConstraint(fields=["tenant", "reverses"], name="allocation_reversed_once"),
        ]
        triggers = [
            AppendOnly(name="append_only"),
            pgtrigger.Trigger(
                name="never_over",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[
                    ("r", "payments_receipt%ROWTYPE"),
                    ("i", "payments_instalment%ROWTYPE"),
                    ("c", "contracts_contract%ROWTYPE"),
                ],
                func=NEVER_OVER,
            ),
        ]
