"""Records of any kind in one list: which of them a member may see, with a word about each.

Search, the palette's recent records and the home page hold pointers of many kinds. One statement
asks `visible_to` of all of them at once.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import CharField, F, QuerySet, Value

from activities.kinds import Kind, all_kinds
from people.models import Member
from tenants.fields import Ids


class Found(NamedTuple):
    kind: Kind
    pk: int
    title: str
    about: str
    state: str  # as it is stored

    @property
    def note(self) -> str:
        """What tells it from another of the same name: whose it is, how it stands."""
        return " · ".join(filter(None, [self.about, self.kind.state_label(self.state)]))

    @property
    def url(self) -> str:
        return self.kind.url(self.pk)


def visible(pointers: Iterable[tuple[str, int, str]], member: Member) -> list[Found]:
    """Of (kind, id, title) those that the member may see, in the same order."""
    kinds = {kind.name: kind for kind in all_kinds()}
    known = [pointer for pointer in pointers if pointer[0] in kinds]
    ids: dict[str, set[int]] = {}
    for name, pk, _title in known:
        ids.setdefault(name, set()).add(pk)
    seen = _seen([_rows(kinds[name], wanted, member) for name, wanted in ids.items()])
    return [
        Found(kinds[name], pk, title, *seen[name, pk])
        for name, pk, title in known
        if (name, pk) in seen
    ]


def changeable(found: Iterable[Found], member: Member) -> list[Found]:
    """Of what he sees that which he may also change; a statement a kind, one more a share."""
    found = list(found)
    may = set()
    for kind in {one.kind.name: one.kind for one in found}.values():
        rows = kind.model.objects.filter(pk__in=[one.pk for one in found if one.kind is kind])
        rows = rows.select_related(kind.through) if kind.through else rows
        may |= {(kind.name, row.pk) for row in rows if row.changeable_by(member)}
    return [one for one in found if (one.kind.name, one.pk) in may]


def _rows(kind: Kind, ids: set[int], member: Member) -> QuerySet:
    """(kind, id, note, state) of the visible ones, shaped alike for every model."""
    rows = kind.model.objects.visible_to(member).filter(pk__any=Ids.of(ids)).order_by()
    return rows.annotate(
        found_kind=Value(kind.name, CharField()),
        found_note=_text(kind.note),
        found_state=_text(kind.state),
    ).values_list("found_kind", "pk", "found_note", "found_state")


def _text(path: str):
    return F(path) if path else Value("", CharField())


def _seen(branches: list[QuerySet]) -> dict[tuple[str, int], tuple[str, str]]:
    """{(kind, id): (note, state)} of all of them, in one statement."""
    if not branches:
        return {}
    rows = branches[0].union(*branches[1:], all=True) if branches[1:] else branches[0]
    return {(name, pk): (note, state) for name, pk, note, state in rows}
