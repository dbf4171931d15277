"""Leads and their states (spec 02)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from activities.models import Reason
from crm.links import record_url
from leads.models.pool import Pool
from people.models import Member, OwnedModel, OwnedQuerySet
from people.roles import Role
from tenants.base import TenantManager, TenantModel
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import FsmEdges


class LeadQuerySet(OwnedQuerySet):
    def seen_by(self, member: Member) -> Q:
        """Also: leads in the pools he may claim from; marketing reads all (spec 01)."""
        if member.is_(Role.MARKETING):
            return Q()
        in_pool = Q(state=Lead.State.POOLED, pool__in=Pool.objects.of(member))
        return super().seen_by(member) | in_pool

    def open(self):
        return self.filter(state__in=[Lead.State.ASSIGNED, Lead.State.WORKING])

    def similar_to(self, *, company_key: str, phone: str = "", email: str = ""):
        """Leads of the same company, phone or e-mail (spec 02, Duplicates)."""
        same = Q(company_key=company_key)
        if phone:
            same |= Q(phone=phone)
        if email:
            same |= Q(email__iexact=email)
        return self.filter(same)


TONES = {"assigned": "amber", "working": "blue", "converted": "green"}


class Lead(OwnedModel, StateModel, TenantModel):
    class State(models.TextChoices):
        POOLED = "pooled", _("In the pool")
        ASSIGNED = "assigned", _("Assigned")
        WORKING = "working", _("In work")
        CONVERTED = "converted", _("Converted")
        DISQUALIFIED = "disqualified", _("Invalid")

    class Importance(models.IntegerChoices):
        LOW = 1, _("Low")
        NORMAL = 2, _("Normal")
        HIGH = 3, _("High")

    company = models.CharField(_("company name"), max_length=200)
    company_key = models.CharField(max_length=200, editable=False, default="", db_collation="C")
    person = models.CharField(_("contact"), max_length=80, blank=True)
    title = models.CharField(_("job title"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    wechat = models.CharField(_("WeChat"), max_length=40, blank=True)
    source = models.CharField(_("source"), max_length=80, blank=True)
    campaign = models.CharField(_("campaign"), max_length=80, blank=True)
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    city = models.CharField(_("city"), max_length=80, blank=True)
    need = models.TextField(_("need"), max_length=2000, blank=True)
    budget = models.DecimalField(
        _("budget"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    importance = models.PositiveSmallIntegerField(
        _("importance"), choices=Importance.choices, default=Importance.NORMAL
    )
    state = state_field(State, State.POOLED)
    pool = TenantForeignKey(Pool, verbose_name=_("pool"), related_name="leads")
    owner = TenantForeignKey(
        "people.Member", verbose_name=_("owner"), null=True, blank=True, related_name="leads"
    )
    reason = TenantForeignKey(Reason, verbose_name=_("reason"), null=True, related_name="+")
    account = TenantForeignKey(
        "customers.Account", verbose_name=_("customer"), null=True, related_name="leads"
    )
    contact = TenantForeignKey(
        "customers.Contact", verbose_name=_("contact"), null=True, related_name="leads"
    )
    imported_by = TenantForeignKey("people.Member", null=True, editable=False, related_name="+")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    owned_at = models.DateTimeField(_("with its owner since"), null=True, editable=False)
    last_followed_at = models.DateTimeField(_("last follow-up"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    objects = TenantManager.from_queryset(LeadQuerySet)()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        indexes = [
            models.Index(fields=["tenant", "state", "-id"], name="lead_state"),
            models.Index(fields=["tenant", "owner", "state", "-id"], name="lead_owner"),
            models.Index(fields=["tenant", "company_key"], name="lead_company_key"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="pooled", owner=None)
                | Q(state__in=["disqualified", "converted"])
                | Q(state__in=["assigned", "working"], owner__isnull=False),
                name="lead_owner_matches_state",
            ),
        ]
        triggers = [FsmEdges("state")]

    def __str__(self) -> str:
        return self.company

    def get_absolute_url(self) -> str:
        return record_url("lead", self.pk)

    @property
    def tone(self) -> str:
        """The colour of the state's badge."""
        return TONES.get(self.state, "")

    def hides_contact_from(self, member: Member) -> bool:
        """Contact data of a lead in the pool are masked until it is claimed (spec 01)."""
        trusted = (Role.MANAGER, Role.MARKETING, Role.ADMIN)
        return self.state == self.State.POOLED and not any(map(member.is_, trusted))

    @transition("state", source=State.POOLED, target=State.ASSIGNED)
    def take(self, owner: Member, at) -> None:
        """Claimed by, or assigned to, a member."""
        self.owner, self.owned_at = owner, at

    @transition("state", source=State.ASSIGNED, target=State.WORKING)
    def start(self) -> None:
        """The first follow-up."""

    @transition("state", source=[State.ASSIGNED, State.WORKING], target=State.POOLED)
    def return_to(self, pool: Pool) -> None:
        """Given back or recycled."""
        self.owner, self.owned_at, self.pool = None, None, pool

    @transition("state", source=[State.ASSIGNED, State.WORKING], target=State.DISQUALIFIED)
    def disqualify(self, reason: Reason, at) -> None:
        self.reason, self.closed_at = reason, at

    @transition("state", source=State.DISQUALIFIED, target=State.POOLED)
    def restore(self, pool: Pool) -> None:
        """A manager thinks that it was closed too early."""
        self.owner, self.owned_at, self.pool = None, None, pool
        self.reason = self.closed_at = None

    @transition("state", source=[State.ASSIGNED, State.WORKING], target=State.CONVERTED)
    def convert(self, account, contact, at) -> None:
        self.account, self.contact, self.closed_at = account, contact, at
