"""Contracts (spec 06)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from contracts.querysets import ContractQuerySet
from contracts.triggers import Agreed
from crm.links import record_url
from people.models import OwnedModel
from tenants.base import TenantManager, TenantModel
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import Frozen, FsmEdges

TONES = {"in_review": "amber", "formal": "green", "fulfilled": "green", "terminated": "red"}


class Contract(OwnedModel, StateModel, TenantModel):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        IN_REVIEW = "in_review", _("In review")
        FORMAL = "formal", _("Formal")
        FULFILLED = "fulfilled", _("Fulfilled")
        TERMINATED = "terminated", _("Terminated")

    number = models.CharField(_("number"), max_length=40, editable=False)
    name = models.CharField(_("subject"), max_length=200)
    account = TenantForeignKey(
        "customers.Account", verbose_name=_("customer"), related_name="contracts"
    )
    opportunity = TenantForeignKey(
        "opportunities.Opportunity", verbose_name=_("deal"), null=True, related_name="contracts"
    )
    quote = TenantForeignKey("quotes.Quote", null=True, related_name="contracts")
    owner = TenantForeignKey("people.Member", verbose_name=_("owner"), related_name="contracts")
    project_manager = TenantForeignKey(
        "people.Member",
        verbose_name=_("project manager"),
        null=True,
        blank=True,
        related_name="projects",
    )
    state = state_field(State, State.DRAFT)
    amount = models.DecimalField(
        _("amount"), max_digits=18, decimal_places=2, default=Decimal(0), editable=False
    )
    our_party = models.JSONField(_("our side"), default=dict, editable=False)
    their_party = models.JSONField(_("their side"), default=dict, editable=False)
    clauses = models.TextField(_("clauses"), max_length=20000, blank=True)
    starts_on = models.DateField(_("start"), null=True, blank=True)
    ends_on = models.DateField(_("end"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, editable=False)
    scan_received_on = models.DateField(_("signed scan received"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    formal_at = models.DateTimeField(_("formal since"), null=True, editable=False)
    credited_to = TenantForeignKey(
        "people.Member", null=True, editable=False, related_name="credited_contracts"
    )
    credited_department = TenantForeignKey(
        "people.Department", null=True, editable=False, related_name="+"
    )
    imported_by = TenantForeignKey("people.Member", null=True, editable=False, related_name="+")

    objects = TenantManager.from_queryset(ContractQuerySet)()

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="contract_number"),
            models.UniqueConstraint(
                fields=["tenant", "quote"],
                condition=~Q(state="terminated"),
                name="one_contract_a_quote",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lt=10**16), name="contract_amount"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review"])
                | Q(signed_on__isnull=False, credited_to__isnull=False),
                name="contract_signed",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "state", "-id"], name="contract_state"),
            models.Index(fields=["tenant", "signed_on"], name="contract_signed_on"),
        ]
        triggers = [
            FsmEdges("state"),
            Agreed(name="formal_agreed"),
            Frozen(
                name="formal_frozen",
                sql="OLD.state IN ('formal', 'fulfilled', 'terminated')",
                # What may still happen to a formal contract; amount, parties, terms may not.
                except_fields=(
                    "state",
                    "owner",
                    "project_manager",
                    "signed_on",
                    "scan_received_on",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        return record_url("contract", self.pk)

    @property
    def tone(self) -> str:
        """The colour of the state's badge."""
        return TONES.get(self.state, "")

    @transition("state", source=State.DRAFT, target=State.IN_REVIEW)
    def submit(self) -> None:
        """A round opens; from here the contract is read-only."""

    @transition("state", source=State.IN_REVIEW, target=State.DRAFT)
    def return_to_draft(self) -> None:
        """Rejected or withdrawn."""

    @transition("state", source=State.IN_REVIEW, target=State.FORMAL)
    def become_formal(self, number: str, at, on) -> None:
        """Both last approvers agreed."""
        self.number, self.formal_at, self.signed_on = number, at, on
        self.credited_to, self.credited_department = self.owner, self.owner.department

    @transition("state", source=State.FORMAL, target=State.FULFILLED)
    def fulfil(self) -> None:
        """Delivered and paid."""

    @transition("state", source=State.FORMAL, target=State.TERMINATED)
    def terminate(self) -> None:
        """Ended by an amendment."""
