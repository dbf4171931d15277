"""Search over everything that a member may see (DESIGN.md section 5, UX.md 1.2 number 1)."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from activities.found import Found, changeable, visible
from activities.kinds import all_kinds
from activities.terms import lexeme, query_terms
from people.models import Member
from tenants.scope import current_tenant_id

# Newest matches of each kind that are looked at for every one that is shown, since he may not see
# them all; and for words that thousands share.
FOR_EACH, AT_MOST = 3, 1000
PER_KIND = 10
TO_CHANGE = 40


def search(
    text: str, *, member: Member, per_kind: int = PER_KIND, to_change: bool = False
) -> list[list[Found]]:
    """Visible records whose entry has every term of `text`, grouped by kind, the newest first;
    with `to_change` only those that he may change.

    Statements: one for the index, one for visibility; where of a kind so few of the newest are
    visible that older ones would be missed, one more for each such kind and one for all of them.
    """
    first = FOR_EACH * per_kind
    matches = _entries(text, None, first)
    groups = _groups(visible(matches, member))
    if to_change:
        # Each one that may be changed is asked for by itself, so only a few are looked at.
        share = TO_CHANGE // (sum(map(bool, groups.values())) or 1)
        found = [one for group in groups.values() for one in group[:share]]
        groups = _groups(changeable(found, member))
    elif few := [kind for kind in _cut_off(matches, first) if len(groups[kind]) < per_kind]:
        older = [match for kind in few for match in _entries(text, kind, AT_MOST)]
        again = _groups(visible(older, member))
        groups |= {kind: again[kind] for kind in few}
    return [group[:per_kind] for group in groups.values() if group]


def _groups(found: Iterable[Found]) -> dict[str, list[Found]]:
    groups: dict[str, list[Found]] = {kind.name: [] for kind in all_kinds()}
    for one in found:
        groups[one.kind.name].append(one)
    return groups


def _cut_off(matches: list[tuple[str, int, str]], limit: int) -> list[str]:
    """The kinds of which there may be more."""
    counts = Counter(kind for kind, _object_id, _title in matches)
    return [kind for kind, count in counts.items() if count == limit]


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
    # Terms hold letters and digits only, so the text form of a tsquery is safe to build.
    tenant = current_tenant_id()
    whole = [lexeme(tenant, term) for term in exact]
    wanted = " & ".join([*whole, *(f"{lexeme(tenant, term)}:*" for term in prefixes)])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, object_id, title FROM search_entries(%s::tsquery, %s, %s)",
            [wanted, limit, kind],
        )
        return cursor.fetchall()
