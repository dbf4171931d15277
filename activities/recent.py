"""Where a member was last: read from the timeline, so that nothing is kept about looking."""

from django.db.models import Q

from activities.found import Found, changeable, visible
from activities.kinds import all_kinds
from activities.models import Event, SearchEntry
from people.models import Member

EVENTS_READ = 60


def recent(member: Member, shown: int, *, to_change: bool = False) -> list[Found]:
    """The records that he last did something with and still sees, in three statements; with
    `to_change` only those that he may change."""
    kinds = [kind.name for kind in all_kinds()]
    rows = Event.objects.filter(actor=member, kind__in=kinds).order_by("-pk")
    pointers = list(dict.fromkeys(rows.values_list("kind", "object_id")[:EVENTS_READ]))
    titles = _titles(pointers)
    known = [(*pointer, titles[pointer]) for pointer in pointers if pointer in titles]
    found = visible(known, member)
    return (changeable(found, member) if to_change else found)[:shown]


def _titles(pointers: list[tuple[str, int]]) -> dict[tuple[str, int], str]:
    wanted = Q(pk=None)
    for kind, pk in pointers:
        wanted |= Q(kind=kind, object_id=pk)
    rows = SearchEntry.objects.filter(wanted).values_list("kind", "object_id", "title")
    return {(kind, pk): title for kind, pk, title in rows}
