"""The plan of a contract's receivables (spec 07). States and balances are derived, never stored."""

from decimal import Decimal

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from people.models import Member
from people.roles import Role
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey

money = {"max_digits": 18, "decimal_places": 2}


class InstalmentQuerySet(TenantQuerySet):
    def visible_to(self, member: Member):
        """Owner and managers of the contract; finance and administrators all (spec 01)."""
        if member.is_(Role.ADMIN) or member.is_(Role.FINANCE):
            return self
        return self.filter(contract__owner_id__in=member.team_ids)

    def with_balance(self):
        """Adds `paid` and `balance` as of now."""
        zero = Decimal("0.00")
        paid = Coalesce(Sum("allocations__amount", filter=Q(allocations__taken_back=False)), zero)
        return self.annotate(paid=paid, balance=models.F("amount") - paid)


class Instalment(TenantModel):
    contract = TenantForeignKey("contracts.Contract", related_name="instalments")
    number = models.PositiveSmallIntegerField(_("no."))
    amount = models.DecimalField(_("amount"), **money)
    due_on = models.DateField(_("due"), null=True)
    trigger = models.CharField(_("due when"), max_length=12)

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

    def get_absolute_url(self) -> str:
        return reverse("contract", args=[self.contract_id])
