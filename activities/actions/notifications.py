"""What members are told in the product, once."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils import timezone

from activities.kinds import kind_of
from activities.models import Notification
from people.models import Member


def notify(
    members: Iterable[Member], verb: str, record: Model, *, key: str, text: str = "", **data
) -> None:
    """Tell each member; one who was told the same `key` before is not told again."""
    kind = kind_of(record).name
    Notification.objects.bulk_create(
        (
            Notification(
                member=member,
                verb=verb,
                kind=kind,
                object_id=record.pk,
                key=key,
                text=text,
                data=data,
            )
            for member in members
        ),
        ignore_conflicts=True,
    )


def mark_read(*, by: Member, notification: Notification | None = None) -> int:
    """Mark one notification read, or all of the member's; returns how many were unread."""
    unread = Notification.objects.filter(member=by).unread()
    if notification is not None:
        unread = unread.filter(pk=notification.pk)
    return unread.update(read_at=timezone.now())
