"""Which steps: to decide, decided, holding something up."""

from django.apps import apps
from django.db.models import Q

from approvals.models.chain import Substitute
from people.models import Member
from people.roles import Role
from tenants.base import TenantQuerySet


class RoundQuerySet(TenantQuerySet):
    def of(self, kind: str, object_id: int):
        """All rounds of a record, newest first."""
        return self.filter(kind=kind, object_id=object_id).order_by("-pk")

    def open(self):
        return self.filter(state="open")

    def started_by(self, member: Member):
        return self.filter(Q(submitted_by=member) | Q(owner=member))


class StepQuerySet(TenantQuerySet):
    def visible_to(self, member: Member):
        """Steps of rounds that he or his team started, or in which he has a part."""
        if member.is_(Role.ADMIN):
            return self
        part = self.model.objects.assigned_to(member).values("round")
        theirs = Q(owner__in=member.team_ids) | Q(submitted_by__in=member.team_ids)
        return self.filter(theirs | Q(round__in=part) | Q(decided_by=member))

    def assigned_to(self, member: Member):
        """His own steps, and those of the absent members for whom he stands in today."""
        absent = Substitute.objects.today().filter(substitute=member).values("member")
        assigned = apps.get_model("approvals.StepAssignee").objects.filter(
            Q(member=member) | Q(member__in=absent)
        )
        return self.filter(pk__in=assigned.values("step"))

    def pending(self):
        return self.filter(state="pending")

    def todo(self, member: Member):
        """What waits for this member, longest first."""
        decided = self.model.objects.filter(decided_by=member).values("round")
        own = Q(owner=member) | Q(submitted_by=member) | Q(round__in=decided)
        return self.pending().assigned_to(member).exclude(own).order_by("opened_at", "pk")

    def decided_by(self, member: Member):
        return self.filter(decided_by=member).order_by("-decided_at", "-pk")

    def stuck(self):
        """Everything that waits for somebody, longest first: `opened_at` says since when,
        `due_at` until when, `assignees` with whom (spec 06)."""
        return self.pending().with_people().order_by("opened_at", "pk")

    def with_people(self):
        related = self.select_related("round", "round__submitted_by", "decided_by")
        return related.prefetch_related("assignees__member")
