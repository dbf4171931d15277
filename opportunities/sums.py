"""Open deals by stage, for whoever looks at all that he sees: read from kept sums."""

from django.db.models import QuerySet, Value

from opportunities.models import Opportunity, PipelineSum
from people.models import Member
from people.models.ownership import granted
from people.roles import Role

PLACES = ("stage_id", Value("open"))


def seen_by_stage(member: Member) -> list[QuerySet] | None:
    """(stage, status, count, amount) of his team's deals and of those shared with him; None where
    another room opens deals to him, which no sum knows."""
    kept = PipelineSum.objects.all()
    if member.is_(Role.ADMIN):
        return [kept.by(*PLACES)]
    if Opportunity.objects.opened_to(member):
        return None
    shared = Opportunity.objects.open().filter(pk__in=granted(Opportunity, member))
    theirs = shared.exclude(member.of_team())
    return [kept.filter(member.of_team()).by(*PLACES), theirs.totals_by_stage()]
