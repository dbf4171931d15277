"""Events of changed facts: amount, date and probability tell old and new (spec 04, Detail)."""

from datetime import date
from decimal import Decimal

from activities.actions import record_event
from opportunities.models import Opportunity
from people.models import Member

TOLD = {
    "amount": "opportunity.amount_changed",
    "expected_close_date": "opportunity.date_changed",
    "probability": "opportunity.probability_changed",
    "next_step": "opportunity.next_step_set",
}


def record_facts(deal: Opportunity, before: dict, *, by: Member | None, why: str = "") -> None:
    """One event a told fact, and one that names the other changed fields."""
    for name in before.keys() & TOLD.keys():
        data = {"from": _typed(name, before[name]), "to": _typed(name, getattr(deal, name))}
        record_event(TOLD[name], deal, by=by, text=why, **data)
    others = [name for name in before if name not in TOLD]
    if others:
        record_event("opportunity.changed", deal, by=by, text=why, fields=others)


def _typed(name: str, value: date | Decimal | str | None):
    """JSON that the timeline shows in the reader's language (activities/sentences.py)."""
    if value is None or value == "":
        return "–"
    if name == "amount":
        return {"money": str(value)}
    return {"day": value.isoformat()} if isinstance(value, date) else str(value)
