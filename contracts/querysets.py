"""Which contracts: whose, signed, waiting for their scan."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from approvals.models import Step
from people.models import OwnedQuerySet
from people.roles import Role

EVERYWHERE = (Role.PROJECT, Role.FINANCE, Role.LEGAL)
SIGNED = ("formal", "fulfilled", "terminated")


class ContractQuerySet(OwnedQuerySet):
    def seen_by(self, member):
        """Project, finance and legal see the contracts of the whole company (spec 01)."""
        return Q() if any(map(member.is_, EVERYWHERE)) else super().seen_by(member)

    def formal(self):
        """Signed business: formal and what came after it."""
        return self.filter(state__in=SIGNED)

    def awaiting_scan(self):
        """待盖章回传: formal here, but the signed paper has not come back."""
        return self.filter(state="formal", scan_received_on=None)

    def live(self):
        """All that stand for business, done or to come."""
        return self.exclude(state="terminated")

    def with_waiting(self):
        """Adds `waiting_roles`: the roles whose steps are pending."""
        steps = Step.objects.pending().filter(
            round__kind="contract", round__object_id=OuterRef("pk")
        )
        return self.annotate(waiting_roles=ArraySubquery(steps.values("role")))
