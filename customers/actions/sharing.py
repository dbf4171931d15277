"""Sharing a customer with a colleague."""

from datetime import date

from django.db import transaction

from activities.actions import notify, record_event
from customers.models import Account, AccountShare
from people.models import Member, Share


@transaction.atomic
def share_account(
    *,
    by: Member,
    account: Account,
    member: Member,
    level: str = Share.Level.VIEW,
    until: date | None = None,
) -> AccountShare:
    """Let a member see or change a customer, until a day if one is given. Twice is harmless."""
    share = AccountShare.objects.filter(record=account, member=member).first()
    if share and (share.level, share.until) == (level, until):
        return share
    share, _created = AccountShare.objects.update_or_create(
        record=account, member=member, defaults={"level": level, "until": until, "granted_by": by}
    )
    event = record_event("account.shared", account, by=by, member=member.name, level=level)
    key = f"account-shared-{event.pk}"
    notify([member], "account.shared", account, by=by, key=key, member=member.name)
    return share


@transaction.atomic
def unshare_account(*, by: Member, account: Account, member: Member) -> None:
    """Take a share back; without one nothing happens."""
    gone, _by_table = AccountShare.objects.filter(record=account, member=member).delete()
    if gone:
        record_event("account.unshared", account, by=by, member=member.name)
