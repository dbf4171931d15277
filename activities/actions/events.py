"""The one writer of the timeline."""

import json
from datetime import datetime

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from activities.kinds import kind_of
from activities.models import Event
from people.models import Member
from tenants.scope import current_tenant_id

# Rows that differ in one number: a model for each of them takes an import half as long as its
# leads do.
MANY = """
INSERT INTO activities_event (tenant_id, kind, object_id, at, actor_id, verb, text, data)
SELECT %s, %s, unnest(%s::bigint[]), %s, %s, %s, '', %s
"""


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
    told = [current_tenant_id(), kind_of(records[0]).name, [record.pk for record in records]]
    with connection.cursor() as cursor:
        cursor.execute(MANY, [*told, timezone.now(), by and by.pk, verb, json.dumps(data)])
