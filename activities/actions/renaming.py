"""Names that stand in the search entries of other records: a customer's in those of its deals.

Renewing them may be thousands of rows, so the outbox does it after the change.
"""

import uuid
from collections.abc import Callable, Iterable

from django.db.models import Model

from activities.actions.searching import Entry, index_many
from activities.kinds import kind_of
from tenants.outbox import handles, tell

TOPIC = "search.renamed"
Entries = Callable[[int], Iterable[Entry]]
_entries: dict[str, list[Entries]] = {}


def carries_name_of(kind: str, entries: Entries) -> None:
    """Register entries that hold the names of a kind's records: `entries(id)` gives, for
    `index_many`, those with the name of one record."""
    _entries.setdefault(kind, []).append(entries)


def follow_name(record: Model) -> None:
    """Have the entries renewed that hold the name of a record, which has just got another one."""
    tell(TOPIC, uuid.uuid4().hex, {"kind": kind_of(record).name, "id": record.pk})


@handles(TOPIC)
def renew_entries(payload: dict) -> None:
    for entries in _entries.get(payload["kind"], []):
        index_many(entries(payload["id"]))
