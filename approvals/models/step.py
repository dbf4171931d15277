"""One step of a round, and who may decide it (spec 06)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from approvals.models.round import Round
from approvals.querysets import StepQuerySet
from crm.links import record_url
from people.roles import Role
from tenants.base import TenantManager, TenantModel
from tenants.fields import TenantForeignKey
from tenants.states import StateModel, state_field
from tenants.triggers import FsmEdges


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
    due_hours = models.PositiveSmallIntegerField(_("due after (working hours)"), default=24)
    due_at = models.DateTimeField(_("due"), null=True)
    decided_by = TenantForeignKey("people.Member", null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    urged_at = models.DateTimeField(_("urged"), null=True)

    objects = TenantManager.from_queryset(StepQuerySet)()

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

    text_relations = ("round",)

    def __str__(self) -> str:
        return f"{self.round.title} · {self.name}"

    def get_absolute_url(self) -> str:
        return record_url("approval", self.pk)

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
