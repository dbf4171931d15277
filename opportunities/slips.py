"""How often, and how far, the expected close date of a deal slipped (spec 04, Detail)."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from activities.kinds import kind_of
from activities.models import Event
from opportunities.actions.facts import TOLD
from opportunities.models import Opportunity


@dataclass(frozen=True)
class Slips:
    """`days` are calendar days, later minus earlier; a date brought forward does not count."""

    times: int = 0
    days: int = 0


def with_date_changes(deals: QuerySet) -> QuerySet:
    """Brings what the events say of changed dates, so that `slips_of` asks for nothing."""
    moved = Event.objects.filter(
        kind=kind_of(deals.model).name,
        object_id=OuterRef("pk"),
        verb=TOLD["expected_close_date"],
    )
    return deals.annotate(date_changes=ArraySubquery(moved.values("data")))


def slips_of(deal: Opportunity) -> Slips:
    """Of a deal that was read `with_date_changes`."""
    late = [days for data in deal.date_changes if (days := _later(data)) > 0]
    return Slips(len(late), sum(late))


def _later(data: dict) -> int:
    """Days between old and new date; a date that was not set before cannot slip."""
    if not isinstance(data["from"], dict) or not isinstance(data["to"], dict):
        return 0
    return (date.fromisoformat(data["to"]["day"]) - date.fromisoformat(data["from"]["day"])).days
