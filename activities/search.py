"""Search over everything that a member may see (DESIGN.md section 5, UX.md 1.2 number 1)."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from activities.kinds import Kind, all_kinds
from activities.terms import query_terms
from people.models import Member

CANDIDATES = 300  # newest matches looked at, before visibility


@dataclass(frozen=True)
class Hits:
    kind: Kind
    records: list[Model]


def search(text: str, *, member: Member, per_kind: int = 10) -> list[Hits]:
    """Records whose entry has every term of `text`, by kind, the newest first.

    Statements: one for the index, one for each kind that has a match.
    """
    found: dict[str, list[int]] = {}
    for kind, object_id in _candidates(text):
        found.setdefault(kind, []).append(object_id)
    return [
        Hits(kind, records)
        for kind in all_kinds()
        if kind.name in found and (records := _visible(kind, found[kind.name], member, per_kind))
    ]


def _visible(kind: Kind, ids: list[int], member: Member, per_kind: int) -> list[Model]:
    rows = kind.model.objects.visible_to(member).in_bulk(ids)
    return [rows[object_id] for object_id in ids if object_id in rows][:per_kind]


def ids_of(kind: str, text: str, *, limit: int = 1000) -> list[int]:
    """Ids of one kind's records that match, the newest first; visibility is the caller's matter."""
    return [object_id for _kind, object_id in _candidates(text, kind, limit)]


def _candidates(
    text: str, kind: str | None = None, limit: int = CANDIDATES
) -> list[tuple[str, int]]:
    exact, prefixes = query_terms(text)
    if not exact and not prefixes:
        return []
    # Lexemes hold letters and digits only, so the text form of a tsquery is safe to build.
    wanted = " & ".join([f"'{term}'" for term in exact] + [f"'{term}':*" for term in prefixes])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, object_id FROM search_entries(%s::tsquery, %s, %s)",
            [wanted, limit, kind],
        )
        return cursor.fetchall()
