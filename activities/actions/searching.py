"""Keeping the search index: called by the actions that write what is searched for."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Model
from django.utils import timezone

from activities.kinds import kind_of
from activities.models import SearchEntry
from activities.terms import document_terms, vector
from tenants.scope import current_tenant_id

Entry = tuple[Model, str, list[str], list[str]]  # record, title, extra texts, phones

# Whole columns instead of a model for each row: a third less of an import's Python, and a quarter
# of what an entry costs that is made alone.
WRITE = """
INSERT INTO activities_searchentry (tenant_id, kind, object_id, title, terms, updated_at)
SELECT %s, %s, entry.*, %s FROM unnest(%s::bigint[], %s::text[], %s::tsvector[]) AS entry
ON CONFLICT (tenant_id, kind, object_id) DO UPDATE
SET title = excluded.title, terms = excluded.terms, updated_at = excluded.updated_at
"""


def index(
    record: Model, *, title: str, extra: Iterable[str] = (), phones: Iterable[str] = ()
) -> None:
    """Make or renew a record's search entry."""
    index_many([(record, title, list(extra), list(phones))])


def index_many(entries: Iterable[Entry]) -> None:
    """The same for many (record, title, extra texts, phones) of one model, in one statement."""
    tenant = current_tenant_id()
    found = [
        (record, title[:300], vector(tenant, document_terms(title, " ".join(extra), phones)))
        for record, title, extra, phones in entries
    ]
    if not found:
        return
    records, titles, terms = map(list, zip(*found, strict=True))
    kind, ids = kind_of(records[0]).name, [record.pk for record in records]
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [tenant, kind, timezone.now(), ids, titles, terms])


def unindex(record: Model) -> None:
    SearchEntry.objects.filter(kind=kind_of(record).name, object_id=record.pk).delete()
