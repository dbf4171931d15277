"""Deals (spec 04)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from activities.models import Reason
from crm.links import record_url
from opportunities.models.pipeline import PipelineTrigger
from opportunities.models.process import Process, Stage
from opportunities.querysets import OpportunityQuerySet
from people.models import Share, SharedModel
from tenants.base import TenantManager, TenantModel
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import FsmEdges

money = {"max_digits": 18, "decimal_places": 2}
from_zero = money | {"validators": [MinValueValidator(0)]}

TONES = {"won": "green", "lost": "red"}


class Opportunity(SharedModel, StateModel, TenantModel):
    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        WON = "won", _("Won")
        LOST = "lost", _("Lost")
        INVALID = "invalid", pgettext_lazy("deal", "Invalid")

    class Type(models.TextChoices):
        NEW = "new", _("New business")
        RENEWAL = "renewal", _("Renewal")
        UPSELL = "upsell", _("Upsell")

    class Category(models.TextChoices):
        COMMIT = "commit", _("Commit")
        BEST_CASE = "best_case", _("Best case")
        PIPELINE = "pipeline", _("Pipeline")
        OMITTED = "omitted", _("Omitted")

    class Importance(models.IntegerChoices):
        LOW = 1, _("Low")
        NORMAL = 2, _("Normal")
        HIGH = 3, _("High")

    number = models.CharField(_("number"), max_length=40, editable=False)
    name = models.CharField(_("name"), max_length=200)
    account = TenantForeignKey(
        "customers.Account", verbose_name=_("customer"), related_name="opportunities"
    )
    contact = TenantForeignKey(
        "customers.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        related_name="opportunities",
    )
    process = TenantForeignKey(Process, verbose_name=_("process"), related_name="opportunities")
    stage = TenantForeignKey(Stage, verbose_name=_("stage"), related_name="opportunities")
    status = state_field(Status, Status.OPEN, verbose_name=_("status"))
    amount = models.DecimalField(_("amount"), **money, default=Decimal(0))
    probability = models.DecimalField(
        _("probability by hand (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    expected_close_date = models.DateField(_("expected close date"), null=True, blank=True)
    owner = TenantForeignKey("people.Member", verbose_name=_("owner"), related_name="opportunities")
    lead = TenantForeignKey(
        "leads.Lead", verbose_name=_("lead"), null=True, editable=False, related_name="deals"
    )
    source = models.CharField(_("source"), max_length=80, blank=True)
    campaign = models.CharField(_("campaign"), max_length=80, blank=True)
    type = models.CharField(_("type"), max_length=10, choices=Type.choices, default=Type.NEW)
    importance = models.PositiveSmallIntegerField(
        _("importance"), choices=Importance.choices, default=Importance.NORMAL
    )
    budget = models.DecimalField(_("customer's budget"), **from_zero, null=True, blank=True)
    budget_approved = models.BooleanField(_("budget approved by the customer"), default=False)
    needs = models.TextField(_("needs"), max_length=4000, blank=True)
    competitors = models.CharField(_("competitors"), max_length=200, blank=True)
    forecast_category = models.CharField(
        _("forecast category"),
        max_length=10,
        choices=Category.choices,
        default=Category.PIPELINE,
    )
    commit_amount = models.DecimalField(_("committed amount"), **from_zero, null=True, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(_("next step on"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    stage_entered_at = models.DateTimeField(_("in the stage since"), default=timezone.now)
    last_activity_at = models.DateTimeField(_("last activity"), default=timezone.now)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    close_reason = TenantForeignKey(Reason, null=True, editable=False, related_name="+")
    close_note = models.CharField(_("note"), max_length=500, blank=True, editable=False)
    lost_to = models.CharField(_("lost to"), max_length=80, blank=True, editable=False)
    credited_to = TenantForeignKey(
        "people.Member", null=True, editable=False, related_name="credited_deals"
    )
    credited_department = TenantForeignKey(
        "people.Department", null=True, editable=False, related_name="+"
    )
    imported_by = TenantForeignKey("people.Member", null=True, editable=False, related_name="+")
    external_id = models.CharField(_("number elsewhere"), max_length=80, blank=True)

    objects = TenantManager.from_queryset(OpportunityQuerySet)()

    class Meta:
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="opportunity_number"),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~Q(external_id=""),
                name="opportunity_external_id",
            ),
            # The upper bound is what stops 'NaN', which PostgreSQL sorts above every number.
            models.CheckConstraint(
                condition=Q(amount__gte=0, amount__lt=10**16), name="opportunity_amount"
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_on=None)
                | (~Q(status="open") & Q(closed_on__isnull=False)),
                name="opportunity_closed_on",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["won", "lost"]) | Q(credited_to__isnull=False),
                name="opportunity_credited",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "status", "stage", "-id"], name="deal_board"),
            models.Index(fields=["tenant", "owner", "status", "-id"], name="deal_owner"),
            models.Index(fields=["tenant", "status", "closed_on"], name="deal_closed"),
            models.Index(fields=["tenant", "-id"], name="deal_newest"),
            models.Index(fields=["tenant", "-amount"], name="deal_amount"),
            # What funnel, forecast and the board's heads add up, without touching the deals.
            models.Index(
                fields=["tenant", "stage", "owner"],
                include=["id", "status", "process", "amount", "expected_close_date"],
                condition=Q(status="open"),
                name="deal_sums",
            ),
        ]
        triggers = [FsmEdges("status"), PipelineTrigger(name="pipeline_sums")]

    def get_absolute_url(self) -> str:
        return record_url("opportunity", self.pk)

    @property
    def tone(self) -> str:
        """The colour of the state's badge."""
        return TONES.get(self.status, "")

    @property
    def shown_probability(self) -> Decimal:
        """The win rate of the stage unless somebody set another one by hand (percent)."""
        if self.status == self.Status.WON:
            return Decimal(100)
        return self.probability if self.probability is not None else Decimal(self.stage.win_rate)

    @transition("status", source=Status.OPEN, target=Status.WON)
    def win(self, on) -> None:
        self.closed_on = on
        self.credited_to, self.credited_department = self.owner, self.owner.department

    @transition("status", source=Status.OPEN, target=Status.LOST)
    def lose(self, on, reason: Reason, note: str, lost_to: str) -> None:
        self.closed_on, self.close_reason, self.close_note = on, reason, note
        self.lost_to = lost_to
        self.credited_to, self.credited_department = self.owner, self.owner.department

    @transition("status", source=Status.OPEN, target=Status.INVALID)
    def invalidate(self, on, reason: Reason, note: str) -> None:
        self.closed_on, self.close_reason, self.close_note = on, reason, note

    @transition("status", source=[Status.WON, Status.LOST, Status.INVALID], target=Status.OPEN)
    def reopen(self) -> None:
        """Closing facts are cleared; snapshots and StageChange rows keep the past."""
        self.closed_on = self.close_reason = None
        self.credited_to = self.credited_department = None
        self.close_note = self.lost_to = ""


class OpportunityProduct(TenantModel):
    """What the deal is about: used by win rates and sales per product."""

    opportunity = TenantForeignKey(Opportunity, on_delete=models.CASCADE, related_name="products")
    product = TenantForeignKey("products.Product", related_name="deals")
    quantity = models.DecimalField(_("quantity"), max_digits=20, decimal_places=6, default=1)
    amount = models.DecimalField(_("amount"), **money, null=True)

    class Meta:
        verbose_name = _("product of a deal")
        verbose_name_plural = _("products of the deal")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "opportunity", "product"], name="deal_product_once"
            )
        ]


class OpportunityShare(Share):
    record = TenantForeignKey(Opportunity, on_delete=models.CASCADE, related_name="shares")
    team_role = models.CharField(_("role in the team"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("member of a deal's team")
        verbose_name_plural = _("team of the deal")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "record", "member"], name="deal_shared_once")
        ]
