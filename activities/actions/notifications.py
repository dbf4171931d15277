"""What members are told, once: in the product, by mail, or both, as each of them chose."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import override

from activities.kinds import kind_of
from activities.models import NoticeChoice, Notification
from activities.notices import Ways, notice_of, ways_of
from activities.post import post
from people.models import Member
from tenants.scope import current_tenant


def notify(
    members: Iterable[Member],
    verb: str,
    record: Model,
    *,
    by: Member | None,
    key: str,
    text: str = "",
    **data,
) -> None:
    """Tell each member but `by`, who did it; one who was told the same `key` is not told again.

    `verb` belongs to a kind that the room declared in its `events.py`.
    """
    told = {one.pk: one for one in members if one.active and one != by}
    if not told:
        return
    ways = ways_of(notice_of(verb), told.values())
    pointer = {"kind": kind_of(record).name, "object_id": record.pk}
    what = {"verb": verb, "key": key, "text": text, "data": data, "actor": by}
    rows = [
        Notification(
            member=one, in_app=ways[one.pk].in_app, subject=_named(record, one), **pointer, **what
        )
        for one in told.values()
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        if ways[row.member_id].mail:
            post(row)


def _named(record: Model, reader: Member) -> str:
    with override(reader.language or current_tenant().language):
        return str(record)[:200]


def settle(members: Iterable[Member], asked: Q) -> int:
    """What they were asked for is done: those of their notifications are news no longer."""
    theirs = Notification.objects.filter(asked, member__in=members, read_at=None)
    return theirs.update(read_at=timezone.now())


def mark_read(*, by: Member, notification: Notification | None = None) -> int:
    """Mark one notification read, or all of the member's; returns how many were unread."""
    unread = Notification.objects.filter(member=by).unread()
    if notification is not None:
        unread = unread.filter(pk=notification.pk)
    return unread.update(read_at=timezone.now())


@transaction.atomic
def choose_notices(*, by: Member, ways: dict[str, Ways]) -> None:
    """Keep in which ways the member wants each kind, by its name. Kinds left out stay."""
    NoticeChoice.objects.bulk_create(
        (
            NoticeChoice(member=by, notice=name, in_app=way.in_app, mail=way.mail)
            for name, way in ways.items()
        ),
        update_conflicts=True,
        unique_fields=["tenant", "member", "notice"],
        update_fields=["in_app", "mail"],
    )
