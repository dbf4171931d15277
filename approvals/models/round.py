"""One submission of one record for approval (spec 06)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_fsm import transition

from activities.kinds import Kind, get_kind
from activities.models.event import Pointer
from approvals.models.chain import Purpose
from approvals.querysets import RoundQuerySet
from tenants.base import TenantManager
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import FsmEdges


class Round(StateModel, Pointer):
    """Bound to the content that was submitted: `content_hash` is compared at every decision."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("approval round", "Open")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        VOIDED = "voided", _("Voided")

    purpose = models.CharField(_("for"), max_length=20, choices=Purpose.choices)
    number = models.PositiveSmallIntegerField(_("round"))
    state = state_field(State, State.OPEN)
    title = models.CharField(_("subject"), max_length=200)
    amount = models.DecimalField(_("amount"), max_digits=18, decimal_places=2)
    content_hash = models.CharField(max_length=64)
    facts = models.JSONField(default=dict)  # what approvers must see: margin, excess, checks
    owner = TenantForeignKey("people.Member", related_name="+")
    submitted_by = TenantForeignKey("people.Member", related_name="rounds")
    opened_at = models.DateTimeField(_("submitted"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = TenantManager.from_queryset(RoundQuerySet)()

    class Meta:
        verbose_name = _("approval round")
        verbose_name_plural = _("approval rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "kind", "object_id", "purpose", "number"], name="round_number"
            ),
            models.UniqueConstraint(
                fields=["tenant", "kind", "object_id", "purpose"],
                condition=Q(state="open"),
                name="one_open_round",
            ),
        ]
        triggers = [FsmEdges("state")]

    @transition("state", source=State.OPEN, target=State.APPROVED)
    def approve(self, at) -> None:
        self.closed_at = at

    @transition("state", source=State.OPEN, target=State.REJECTED)
    def reject(self, at) -> None:
        self.closed_at = at

    @transition("state", source=State.OPEN, target=State.WITHDRAWN)
    def withdraw(self, at) -> None:
        self.closed_at = at

    @transition("state", source=State.OPEN, target=State.VOIDED)
    def void(self, at) -> None:
        self.closed_at = at

    @property
    def of_kind(self) -> Kind:
        """The registered kind of the record that this round is about."""
        return get_kind(self.kind)

    def __str__(self) -> str:
        return self.title
