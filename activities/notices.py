"""What members are told of, in kinds that each of them switches on and off for himself.

Each room declares its kinds in `events.py`, beside the sentences. A verb belongs to one kind.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from activities.models import NoticeChoice
from people.models import Member


@dataclass(frozen=True)
class Notice:
    """`action` is what the button of such a notification says; `mail` the way before a choice."""

    name: str
    label: str  # lazily translated
    action: str  # lazily translated
    verbs: tuple[str, ...]
    mail: bool = False


@dataclass(frozen=True)
class Ways:
    in_app: bool
    mail: bool


_notices: dict[str, Notice] = {}
_by_verb: dict[str, Notice] = {}


def notices(*kinds: Notice) -> None:
    """Declare kinds of notifications; the order of declaring is the order on the page."""
    for kind in kinds:
        _notices[kind.name] = kind
        _by_verb.update(dict.fromkeys(kind.verbs, kind))


def all_notices() -> list[Notice]:
    return list(_notices.values())


def notice_of(verb: str) -> Notice:
    """The kind that a verb belongs to; raises KeyError for one that no room declared."""
    return _by_verb[verb]


def told_verbs() -> set[str]:
    return set(_by_verb)


def ways_of(notice: Notice, members: Iterable[Member]) -> dict[int, Ways]:
    """How each member, by his id, wants to be told of this kind: one statement."""
    members = list(members)
    chosen = {
        choice.member_id: Ways(choice.in_app, choice.mail)
        for choice in NoticeChoice.objects.filter(notice=notice.name, member__in=members)
    }
    usual = Ways(in_app=True, mail=notice.mail)
    return {member.pk: chosen.get(member.pk, usual) for member in members}


def choices_of(member: Member) -> dict[str, Ways]:
    """What he chose, or would get without a choice, by the name of the kind."""
    usual = {kind.name: Ways(in_app=True, mail=kind.mail) for kind in all_notices()}
    rows = NoticeChoice.objects.filter(member=member, notice__in=usual)
    return usual | {row.notice: Ways(row.in_app, row.mail) for row in rows}
