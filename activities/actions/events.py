"""The one writer of the timeline."""

from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from activities.kinds import kind_of
from activities.models import Event
from people.models import Member


def record_event(
    verb: str,
    record: Model,
    *,
    by: Member | None,
    text: str = "",
    at: datetime | None = None,
    **data,
) -> Event:
    """Add what happened to a record's timeline, inside the action's transaction.

    `verb` is declared in the room's `events.py`; `data` must be JSON: names and amounts as text.
    """
    return Event.objects.create(
        kind=kind_of(record).name,
        object_id=record.pk,
        at=at or timezone.now(),
        actor=by,
        verb=verb,
        text=text,
        data=data,
    )


def record_events(verb: str, records: list[Model], *, by: Member | None, **data) -> None:
    """The same event for many records of one model, in one statement."""
    if not records:
        return
    kind, now = kind_of(records[0]).name, timezone.now()
    Event.objects.bulk_create(
        Event(kind=kind, object_id=record.pk, at=now, actor=by, verb=verb, data=data)
        for record in records
    )
