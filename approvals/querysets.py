"""Which steps: to decide, decided, holding something up."""

from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from people.models import Member
from people.roles import Role
from tenants.base import TenantQuerySet
from tenants.scope import current_tenant_id

# Of a member who has decided another step of the round, or whose own record it is, nothing waits;
# nor does anything of whoever left or lost the role, nor of his substitute (approvals/deciders.py).
# SQL, because every page counts it: querysets inside each other took a twelfth of a page's time.
WAITING_FOR = """
SELECT step.id FROM approvals_step step
JOIN approvals_stepassignee seat ON seat.tenant_id = step.tenant_id AND seat.step_id = step.id
JOIN people_member seated ON seated.tenant_id = seat.tenant_id AND seated.id = seat.member_id
WHERE step.tenant_id = %s AND step.state = 'pending' AND seated.active
AND (step.role = ANY(seated.roles) OR (step.role = 'manager' AND seated.final_approver))
AND %s NOT IN (step.owner_id, step.submitted_by_id)
AND (seat.member_id = %s OR seat.member_id IN (
    SELECT absent.member_id FROM approvals_substitute absent
    WHERE absent.tenant_id = step.tenant_id AND absent.substitute_id = %s
    AND %s BETWEEN absent.start AND absent."end"))
AND NOT EXISTS (SELECT FROM approvals_step other
    WHERE other.tenant_id = step.tenant_id AND other.round_id = step.round_id
    AND other.decided_by_id = %s)
"""

# His own seats, and those of the absent members for whom he stands in today.
SEATS_OF = """
SELECT seat.step_id FROM approvals_stepassignee seat
WHERE seat.tenant_id = %s AND (seat.member_id = %s OR seat.member_id IN (
    SELECT absent.member_id FROM approvals_substitute absent
    WHERE absent.tenant_id = seat.tenant_id AND absent.substitute_id = %s
    AND %s BETWEEN absent.start AND absent."end"))
"""
RECORDS_OF_SEATS = f"""
SELECT step_round.object_id FROM approvals_step step
JOIN approvals_round step_round
  ON step_round.tenant_id = step.tenant_id AND step_round.id = step.round_id
WHERE step.tenant_id = %s AND step_round.kind = %s AND step.id IN ({SEATS_OF})
"""  # noqa: S608


def _seat(member: Member) -> list:
    return [current_tenant_id(), member.pk, member.pk, timezone.localdate()]


def records_of_seats(kind: str, member: Member) -> RawSQL:
    """Ids of the records of a kind of which a member has a step."""
    return RawSQL(RECORDS_OF_SEATS, [current_tenant_id(), kind, *_seat(member)])  # noqa: S611


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
        return self.filter(pk__in=RawSQL(SEATS_OF, _seat(member)))  # noqa: S611

    def pending(self):
        return self.filter(state="pending")

    def todo(self, member: Member):
        """What waits for this member, longest first."""
        his, today = member.pk, timezone.localdate()
        params = [current_tenant_id(), his, his, his, today, his]
        waiting = RawSQL(WAITING_FOR, params)  # noqa: S611
        return self.filter(pk__in=waiting).order_by("opened_at", "pk")

    def decided_by(self, member: Member):
        return self.filter(decided_by=member).order_by("-decided_at", "-pk")

    def stuck(self):
        """Everything that waits for somebody, longest first: `opened_at` says since when,
        `due_at` until when, `assignees` with whom (spec 06)."""
        return self.pending().with_people().order_by("opened_at", "pk")

    def with_people(self):
        related = self.select_related("round", "round__submitted_by", "decided_by")
        return related.prefetch_related("assignees__member")
