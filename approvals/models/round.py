"""One submission: a round with its steps, two of the three state machines of spec 06."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from activities.models.event import Pointer
from approvals.models.chain import Purpose
from people.roles import Role
from tenants.base import TenantModel
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import FsmEdges


class Round(StateModel, Pointer):
    """Bound to the content that was submitted: `content_hash` is compared at every decision."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
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


class Step(StateModel, TenantModel):
    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        PENDING = "pending", _("Pending")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        CANCELLED = "cancelled", _("Cancelled")

    round = TenantForeignKey(Round, related_name="steps")
    order = models.PositiveSmallIntegerField(_("order"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    name = models.CharField(_("step"), max_length=60)
    state = state_field(State, State.WAITING)
    # Copied from the round, so that the database itself can refuse self-approval.
    owner = TenantForeignKey("people.Member", related_name="+")
    submitted_by = TenantForeignKey("people.Member", related_name="+")
    opened_at = models.DateTimeField(_("with them since"), null=True)
    due_at = models.DateTimeField(_("due"), null=True)
    decided_by = TenantForeignKey("people.Member", null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    urged_at = models.DateTimeField(_("urged"), null=True)

    class Meta:
        verbose_name = _("approval step")
        verbose_name_plural = _("approval steps")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "round", "decided_by"], name="one_person_one_step"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("owner")) & ~Q(decided_by=F("submitted_by"))),
                name="no_self_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "rejected"]) | Q(decided_by__isnull=False),
                name="decided_by_somebody",
            ),
        ]
        triggers = [FsmEdges("state")]

    @transition("state", source=State.WAITING, target=State.PENDING)
    def open(self, at, due_at) -> None:
        self.opened_at, self.due_at = at, due_at

    @transition("state", source=State.PENDING, target=State.APPROVED)
    def approve(self, by, at, comment: str) -> None:
        self.decided_by, self.decided_at, self.comment = by, at, comment

    @transition("state", source=State.PENDING, target=State.REJECTED)
    def reject(self, by, at, comment: str) -> None:
        self.decided_by, self.decided_at, self.comment = by, at, comment

    @transition("state", source=[State.WAITING, State.PENDING], target=State.CANCELLED)
    def cancel(self) -> None:
        """The round ended before this step was decided."""


class StepAssignee(TenantModel):
    step = TenantForeignKey(Step, related_name="assignees")
    member = TenantForeignKey("people.Member", related_name="steps")

    class Meta:
        verbose_name = _("assignee of a step")
        verbose_name_plural = _("assignees of the step")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "step", "member"], name="assigned_once")
        ]
