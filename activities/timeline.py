"""A record's timeline, made readable."""

from activities.models import Event
from activities.sentences import icon_of, read

SHOWN = 100


def timeline_of(*pointers: tuple[str, int]) -> list[dict]:
    """The newest events of the given (kind, id) pairs: {"icon", "title", "text", "actor", "at"}."""
    return [
        {
            "icon": icon_of(event),
            "title": read(event),
            "text": event.text,
            "actor": event.actor,
            "at": event.at,
        }
        for event in Event.objects.of(*pointers)[:SHOWN]
    ]
