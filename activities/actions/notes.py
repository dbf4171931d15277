"""Follow-ups: what somebody did with a customer."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from activities.actions.events import record_event
from activities.actions.notifications import notify
from activities.kinds import kind_of
from activities.mentions import mentioned
from activities.models import Note
from people.models import Member


@transaction.atomic
def log_note(
    *, by: Member, record: Model, type: str, text: str, at: datetime | None = None
) -> Note:
    """Log a follow-up on a record; the record's room is told (it may start a lead's work)."""
    kind = kind_of(record)
    at = at or timezone.now()
    note = Note.objects.create(
        kind=kind.name, object_id=record.pk, type=type, text=text, at=at, author=by
    )
    record_event("note.logged", record, by=by, text=text, at=at, type=type, note=note.pk)
    told, key = mentioned(text, record), f"mentioned-{note.pk}"
    notify(told, "note.mentioned", record, by=by, key=key, text=text[:300])
    kind.touched(record, at)
    return note
