"""How often, and how far, the expected close date of a deal slipped (spec 04, Detail)."""

from dataclasses import dataclass
from datetime import date

from activities.kinds import kind_of
from activities.models import Event
from opportunities.actions.facts import TOLD
from opportunities.models import Opportunity


@dataclass(frozen=True)
class Slips:
    """`days` are calendar days, later minus earlier; a date brought forward does not count."""

    times: int = 0
    days: int = 0


def slips_of(deal: Opportunity) -> Slips:
    events = Event.objects.filter(
        kind=kind_of(deal).name, object_id=deal.pk, verb=TOLD["expected_close_date"]
    )
    late = [days for data in events.values_list("data", flat=True) if (days := _later(data)) > 0]
    return Slips(len(late), sum(late))


def _later(data: dict) -> int:
    """Days between old and new date; a date that was not set before cannot slip."""
    if not isinstance(data["from"], dict) or not isinstance(data["to"], dict):
        return 0
    return (date.fromisoformat(data["to"]["day"]) - date.fromisoformat(data["from"]["day"])).days
