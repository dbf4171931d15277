"""Search over everything that a member may see (DESIGN.md section 5, UX.md 1.2 number 1)."""

from django.db import connection

from activities.found import Found, changeable, visible
from activities.kinds import all_kinds
from activities.terms import query_terms
from people.models import Member

# Newest matches looked at before visibility; the second is for words that thousands share.
CANDIDATES = (300, 5000)
PER_KIND = 10
TO_CHANGE = 40


def search(
    text: str, *, member: Member, per_kind: int = PER_KIND, to_change: bool = False
) -> list[list[Found]]:
    """Visible records whose entry has every term of `text`, grouped by kind, the newest first;
    with `to_change` only those that he may change.

    Statements: one for the index, one for visibility; twice that where none of the 300 newest
    matches is visible.
    """
    # Each one that may be changed is asked for by itself, so of those only a few are looked at.
    for limit in CANDIDATES[:1] if to_change else CANDIDATES:
        matches = _entries(text, None, limit)
        found = visible(matches, member)
        found = changeable(found[:TO_CHANGE], member) if to_change else found
        if found or len(matches) < limit:
            break
    groups: dict[str, list[Found]] = {kind.name: [] for kind in all_kinds()}
    for one in found:
        groups[one.kind.name].append(one)
    return [group[:per_kind] for group in groups.values() if group]


def ids_of(kind: str, text: str, *, limit: int = 1000) -> list[int]:
    """Ids of one kind's records that match, the newest first; visibility is the caller's matter."""
    return [object_id for object_id, _title in titles_of(kind, text, limit=limit)]


def titles_of(kind: str, text: str, *, limit: int = 1000) -> list[tuple[int, str]]:
    """The same with the title of each."""
    return [(object_id, title) for _kind, object_id, title in _entries(text, kind, limit)]


def _entries(text: str, kind: str | None, limit: int) -> list[tuple[str, int, str]]:
    exact, prefixes = query_terms(text)
    if not exact and not prefixes:
        return []
    # Lexemes hold letters and digits only, so the text form of a tsquery is safe to build.
    wanted = " & ".join([f"'{term}'" for term in exact] + [f"'{term}':*" for term in prefixes])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, object_id, title FROM search_entries(%s::tsquery, %s, %s)",
            [wanted, limit, kind],
        )
        return cursor.fetchall()
