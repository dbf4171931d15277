"""Customers (spec 03)."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from crm.links import record_url
from customers.names import credit_code_valid
from people.models import Share, SharedModel, SharedQuerySet
from tenants.base import TenantManager, TenantModel
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import FsmEdges


def validate_credit_code(value: str) -> None:
    if not credit_code_valid(value):
        raise ValidationError(_("This is not a valid unified social credit code."))


class AccountQuerySet(SharedQuerySet):
    def similar_to(self, company_key: str):
        """Customers whose name is the same without its legal form."""
        return self.filter(company_key=company_key)


class Account(SharedModel, StateModel, TenantModel):
    class DealStatus(models.TextChoices):
        PROSPECT = "prospect", _("No deal yet")
        CUSTOMER = "customer", _("Customer")
        REPEAT = "repeat", _("Repeat customer")

    class Level(models.TextChoices):
        A = "A", "A"
        B = "B", "B"
        C = "C", "C"

    name = models.CharField(_("company name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False, default="", db_collation="C")
    company_key = models.CharField(max_length=200, editable=False, default="", db_collation="C")
    credit_code = models.CharField(
        _("unified social credit code"),
        max_length=18,
        blank=True,
        validators=[validate_credit_code],
    )
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    size = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    revenue = models.DecimalField(
        _("yearly revenue"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    founded = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    website = models.URLField(_("website"), blank=True)
    level = models.CharField(_("level"), max_length=1, choices=Level.choices, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)
    parent = TenantForeignKey(
        "self", verbose_name=_("parent company"), null=True, blank=True, related_name="children"
    )
    owner = TenantForeignKey("people.Member", verbose_name=_("owner"), related_name="accounts")
    deal_status = state_field(DealStatus, DealStatus.PROSPECT, verbose_name=_("deal status"))
    imported_by = TenantForeignKey("people.Member", null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    last_activity_at = models.DateTimeField(_("last activity"), null=True, editable=False)

    objects = TenantManager.from_queryset(AccountQuerySet)()

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "credit_code"],
                condition=~models.Q(credit_code=""),
                name="account_credit_code",
                violation_error_message=_("Another customer has this credit code."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="account_not_its_parent"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "company_key"], name="account_company_key"),
            models.Index(fields=["tenant", "owner", "-id"], name="account_owner"),
            models.Index(fields=["tenant", "name_key"], name="account_name_key"),
        ]
        triggers = [FsmEdges("deal_status")]

    def clean(self):
        if self.parent_id is not None and self.parent_id == self.pk:
            raise ValidationError({"parent": _("A customer is not its own parent company.")})

    def get_absolute_url(self) -> str:
        return record_url("account", self.pk)

    @transition("deal_status", source=DealStatus.PROSPECT, target=DealStatus.CUSTOMER)
    def first_contract(self) -> None:
        """The first contract became formal."""

    @transition("deal_status", source=DealStatus.CUSTOMER, target=DealStatus.REPEAT)
    def second_contract(self) -> None:
        """The second contract became formal."""


class AccountShare(Share):
    record = TenantForeignKey(Account, on_delete=models.CASCADE, related_name="shares")

    class Meta:
        verbose_name = _("share of a customer")
        verbose_name_plural = _("shares of customers")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "record", "member"], name="account_shared_once"
            )
        ]
