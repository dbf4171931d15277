"""Keeping the search index: called by the actions that write what is searched for."""

from collections.abc import Iterable

from django.db.models import Model

from activities.kinds import kind_of
from activities.models import SearchEntry
from activities.terms import document_terms


def _vector(terms: list[str]) -> str:
    """The lexemes as they are: no parser or dictionary of PostgreSQL knows Chinese. They hold no
    sign that a tsvector would have to quote (activities/terms.py), and a text spares Django an
    expression for every row."""
    return " ".join(f"'{term}'" for term in terms)


def index(
    record: Model, *, title: str, extra: Iterable[str] = (), phones: Iterable[str] = ()
) -> None:
    """Make or renew a record's search entry."""
    index_many([(record, title, list(extra), list(phones))])


def index_many(entries: Iterable[tuple[Model, str, list[str], list[str]]]) -> None:
    """The same for many (record, title, extra texts, phones), in one statement."""
    SearchEntry.objects.bulk_create(
        (
            SearchEntry(
                kind=kind_of(record).name,
                object_id=record.pk,
                title=title[:300],
                terms=_vector(document_terms(title, " ".join(extra), phones)),
            )
            for record, title, extra, phones in entries
        ),
        update_conflicts=True,
        unique_fields=["tenant", "kind", "object_id"],
        update_fields=["title", "terms", "updated_at"],
    )


def unindex(record: Model) -> None:
    SearchEntry.objects.filter(kind=kind_of(record).name, object_id=record.pk).delete()
