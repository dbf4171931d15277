"""The plan of a contract's receivables (spec 07). States and balances are derived, never stored."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models import PaymentTerm
from contracts.terms import instalment_name
from crm.links import record_url
from payments.querysets import InstalmentQuerySet
from people.models import Member
from people.roles import Role
from tenants.base import TenantManager, TenantModel
from tenants.fields import TenantForeignKey
from tenants.triggers import ERRCODE, Frozen

money = {"max_digits": 18, "decimal_places": 2}
# The rows of one statement together: each plan comes whole or not at all.
PLAN_IS_WHOLE = f"""
    IF EXISTS (
        SELECT FROM contracts_contract c
        JOIN payments_instalment i ON i.tenant_id = c.tenant_id AND i.contract_id = c.id
        WHERE c.id IN (SELECT contract_id FROM added)
        GROUP BY c.id, c.amount, c.state
        HAVING sum(i.amount) <> c.amount OR c.state IN ('draft', 'in_review')
    ) THEN
        RAISE EXCEPTION 'the plan of a formal contract sums to its amount' {ERRCODE};
    END IF;
    RETURN NULL;
"""  # noqa: S608 constants only


class Instalment(TenantModel):
    """`days` and `working_days` wait with the row for the event that starts its clock."""

    class State(models.TextChoices):
        PAID = "paid", _("Paid")
        OVERDUE = "overdue", _("Overdue")
        DUE = "due", _("Due soon")
        PLANNED = "planned", _("Planned")

    contract = TenantForeignKey(
        "contracts.Contract", verbose_name=_("contract"), related_name="instalments"
    )
    number = models.PositiveSmallIntegerField(_("no."))
    amount = models.DecimalField(_("amount"), **money)
    due_on = models.DateField(_("due"), null=True)
    trigger = models.CharField(_("due when"), max_length=12, choices=PaymentTerm.Trigger.choices)
    milestone = models.CharField(_("milestone"), max_length=80, blank=True)
    days = models.PositiveSmallIntegerField(_("plus days"), default=0)
    working_days = models.BooleanField(_("working days"), default=False)

    objects = TenantManager.from_queryset(InstalmentQuerySet)()

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["contract", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "contract", "number"], name="instalment_number"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lt=10**16), name="instalment_amount"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "due_on"], name="instalment_due")]
        triggers = [
            Frozen(name="plan_frozen", sql="TRUE", except_fields=("due_on",)),
            Frozen(name="due_frozen", sql="OLD.due_on IS NOT NULL"),
            pgtrigger.Trigger(
                name="plan_is_whole",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="added"),
                func=PLAN_IS_WHOLE,
            ),
        ]

    text_relations = ("contract",)

    def __str__(self) -> str:
        return f"{self.contract.number} · {self.name}"

    def get_absolute_url(self) -> str:
        return record_url("instalment", self.pk)

    @property
    def name(self) -> str:
        """第 2 期 | Instalment 2"""
        return instalment_name(self.number)

    @property
    def state_label(self) -> str:
        """The words of the annotated state (querysets.with_state)."""
        return self.State(self.state).label

    @property
    def due_when(self) -> str:
        """What makes it due, in words."""
        words = self.get_trigger_display()
        return f"{words} · {self.milestone}" if self.milestone else words

    def changeable_by(self, member: Member) -> bool:
        """Who collects it: the contract's owner, his managers, finance."""
        return member.is_(Role.FINANCE) or self.contract.owner_id in member.team_ids
