"""Money that came in (spec 07): reported by the owner, confirmed by finance."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from crm.links import record_url
from crm.templatetags.fairway import date_h
from payments.querysets import ReceiptQuerySet
from people.models import Member, OwnedModel
from tenants.base import TenantManager, TenantModel
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import ERRCODE, Frozen, FsmEdges

TOO_LARGE = 10**15  # the first amount that no receipt may have
# What a receipt paid is taken back before it is reversed.
NOTHING_ALLOCATED = f"""
    IF (SELECT sum(CASE WHEN reverses_id IS NULL THEN amount ELSE -amount END)
        FROM payments_allocation
        WHERE tenant_id = NEW.tenant_id AND receipt_id = NEW.id) <> 0 THEN
        RAISE EXCEPTION 'a reversed receipt pays nothing' {ERRCODE};
    END IF;
    RETURN NEW;
"""  # noqa: S608 constants only
# What was reported stays as it was reported; a wrong report is rejected and made again.
MAY_CHANGE = (
    "contract",
    "account",
    "owner",
    "state",
    "confirmed_by",
    "confirmed_at",
    "reason",
    "reversed_on",
    "credited_to",
    "credited_department",
)


class Receipt(OwnedModel, StateModel, TenantModel):
    class State(models.TextChoices):
        REPORTED = "reported", _("Reported")
        CONFIRMED = "confirmed", _("Confirmed")
        REVERSED = "reversed", _("Reversed")
        REJECTED = "rejected", _("Rejected")

    class Channel(models.TextChoices):
        BANK = "bank", _("Bank transfer")
        ACCEPTANCE_BILL = "bill", _("Acceptance bill")
        CASH = "cash", _("Cash")
        OTHER = "other", _("Other")

    contract = TenantForeignKey(
        "contracts.Contract", verbose_name=_("contract"), null=True, related_name="receipts"
    )
    account = TenantForeignKey(
        "customers.Account", verbose_name=_("customer"), null=True, related_name="receipts"
    )
    owner = TenantForeignKey(
        "people.Member", verbose_name=_("owner"), null=True, related_name="receipts"
    )
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    received_on = models.DateField(_("received on"))
    payer = models.CharField(_("payer"), max_length=200)
    bank_reference = models.CharField(_("bank reference"), max_length=80, blank=True)
    channel = models.CharField(
        _("way of payment"), max_length=10, choices=Channel.choices, default=Channel.BANK
    )
    matures_on = models.DateField(_("matures on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = state_field(State, State.REPORTED)
    reported_by = TenantForeignKey(
        "people.Member", verbose_name=_("reported by"), null=True, related_name="+"
    )
    confirmed_by = TenantForeignKey("people.Member", null=True, editable=False, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)
    reversed_on = models.DateField(_("reversed on"), null=True, editable=False)
    credited_to = TenantForeignKey(
        "people.Member", null=True, editable=False, related_name="credited_receipts"
    )
    credited_department = TenantForeignKey(
        "people.Department", null=True, editable=False, related_name="+"
    )
    imported_by = TenantForeignKey("people.Member", null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = TenantManager.from_queryset(ReceiptQuerySet)()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, amount__lt=TOO_LARGE), name="receipt_amount"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | Q(reported_by=None)
                | ~Q(confirmed_by=models.F("reported_by")),
                name="receipt_confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=["tenant", "bank_reference"],
                condition=~Q(bank_reference="") & Q(state__in=["reported", "confirmed"]),
                name="receipt_bank_reference",
                violation_error_message=_("A receipt with this bank reference exists."),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "state", "-received_on"], name="receipt_state")]
        triggers = [
            FsmEdges("state"),
            Frozen(
                name="confirmed_frozen",
                sql="OLD.state IN ('confirmed', 'reversed')",
                except_fields=("state", "reason", "reversed_on", "owner"),
            ),
            Frozen(name="amount_frozen", sql="TRUE", except_fields=MAY_CHANGE),
            pgtrigger.Trigger(
                name="reversed_pays_nothing",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state="reversed") & ~pgtrigger.Q(old__state="reversed"),
                func=NOTHING_ALLOCATED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} · {date_h(self.received_on)}"

    def get_absolute_url(self) -> str:
        return record_url("receipt", self.pk)

    @transition("state", source=State.REPORTED, target=State.CONFIRMED)
    def confirm(self, by: Member, at) -> None:
        self.confirmed_by, self.confirmed_at = by, at
        self.credited_to = self.owner
        self.credited_department = self.owner.department if self.owner else None

    @transition("state", source=State.REPORTED, target=State.REJECTED)
    def reject(self, reason: str) -> None:
        self.reason = reason

    @transition("state", source=State.CONFIRMED, target=State.REVERSED)
    def reverse(self, reason: str, on) -> None:
        self.reason, self.reversed_on = reason, on
