"""Quotes and their states (spec 05)."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from crm.links import record_url
from opportunities.models import Opportunity
from people.models import OwnedModel, OwnedQuerySet
from tenants.base import TenantManager, TenantModel
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import Frozen, FsmEdges

computed = {"max_digits": 18, "decimal_places": 2, "default": Decimal(0), "editable": False}

# Only a draft is written to. What may change later: where it stands, and who looks after it.
FROZEN = "OLD.state <> 'draft'"
FREE = ("state", "primary", "approved_hash", "accepted_on", "accepted_by", "owner")

TONES = {"pending_approval": "amber", "approved": "green", "sent": "blue", "accepted": "green"}
TONES |= {"declined": "red", "expired": "red"}


class QuoteQuerySet(OwnedQuerySet):
    def seen_by(self, member):
        """Also: whoever sees the deal sees its quotes."""
        deals = Opportunity.objects.visible_to(member).values("pk")
        return super().seen_by(member) | Q(opportunity__in=deals)

    def current(self):
        """Without the versions that a newer one replaced."""
        return self.exclude(state=Quote.State.SUPERSEDED)


class Quote(OwnedModel, StateModel, TenantModel):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PENDING = "pending_approval", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        SENT = "sent", _("Sent")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Expired")
        SUPERSEDED = "superseded", _("Superseded")

    number = models.CharField(_("number"), max_length=40, editable=False)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    opportunity = TenantForeignKey(
        "opportunities.Opportunity", verbose_name=_("deal"), related_name="quotes"
    )
    account = TenantForeignKey(
        "customers.Account", verbose_name=_("customer"), related_name="quotes"
    )
    contact = TenantForeignKey(
        "customers.Contact", verbose_name=_("contact"), null=True, blank=True, related_name="+"
    )
    owner = TenantForeignKey("people.Member", verbose_name=_("owner"), related_name="quotes")
    author = TenantForeignKey("people.Member", verbose_name=_("author"), related_name="+")
    primary = models.BooleanField(_("primary"), default=False, editable=False)
    state = state_field(State, State.DRAFT)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    payment_terms = models.CharField(_("payment terms"), max_length=500, blank=True)
    delivery_terms = models.CharField(_("delivery terms"), max_length=500, blank=True)
    notes = models.TextField(_("notes"), max_length=2000, blank=True)
    whole_kind = models.CharField(
        _("discount on the whole given as"), max_length=10, blank=True, editable=False
    )
    whole_value = models.DecimalField(
        _("discount on the whole"), max_digits=20, decimal_places=6, null=True, editable=False
    )
    total = models.DecimalField(_("total, tax included"), **computed)
    tax = models.DecimalField(_("tax"), **computed)
    net = models.DecimalField(_("net"), **computed)
    # What was approved; sending compares it with what is there (spec 05, Discount authority).
    approved_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    accepted_on = models.DateField(_("accepted on"), null=True, editable=False)
    accepted_by = models.CharField(_("accepted by"), max_length=80, blank=True, editable=False)

    objects = TenantManager.from_queryset(QuoteQuerySet)()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number", "version"], name="quote_version"),
            models.UniqueConstraint(
                fields=["tenant", "opportunity"],
                condition=Q(primary=True),
                name="one_primary_quote",
            ),
            models.CheckConstraint(condition=Q(total__gte=0, total__lt=10**16), name="quote_total"),
        ]
        indexes = [models.Index(fields=["tenant", "state", "-id"], name="quote_state")]
        triggers = [FsmEdges("state"), Frozen(name="quote_frozen", sql=FROZEN, except_fields=FREE)]

    def __str__(self) -> str:
        return f"{self.number} v{self.version}"

    def get_absolute_url(self) -> str:
        return record_url("quote", self.pk)

    @property
    def tone(self) -> str:
        """The colour of the state's badge."""
        return TONES.get(self.state, "")

    def changeable_by(self, member) -> bool:
        """Also: members with whom the deal is shared for changing."""
        return super().changeable_by(member) or self.opportunity.changeable_by(member)

    @transition("state", source=State.DRAFT, target=State.PENDING)
    def submit(self) -> None:
        """Beyond the author's authority: a superior decides."""

    @transition("state", source=[State.DRAFT, State.PENDING], target=State.APPROVED)
    def approve(self, content_hash: str) -> None:
        """Within authority at once, else by the round; for this content and no other."""
        self.approved_hash = content_hash

    @transition("state", source=[State.PENDING, State.APPROVED], target=State.DRAFT)
    def return_to_draft(self) -> None:
        """Rejected, withdrawn, or changed after the approval, which is gone then."""
        self.approved_hash = ""

    @transition("state", source=State.APPROVED, target=State.SENT)
    def send(self) -> None:
        """From here on it never changes."""

    @transition("state", source=State.SENT, target=State.ACCEPTED)
    def accept(self, on, name: str) -> None:
        self.accepted_on, self.accepted_by = on, name

    @transition("state", source=State.SENT, target=State.DECLINED)
    def decline(self) -> None:
        """The customer said no."""

    @transition("state", source=State.SENT, target=State.EXPIRED)
    def expire(self) -> None:
        """Its last day has passed."""

    @transition(
        "state",
        source=[State.DRAFT, State.PENDING, State.APPROVED, State.SENT],
        target=State.SUPERSEDED,
    )
    def supersede(self) -> None:
        """A new version takes its place."""
        self.primary = False
