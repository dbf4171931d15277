"""Customers: made, changed, handed over."""

from django.db import transaction
from django.utils.translation import gettext as _

from activities.actions import index, notify, record_event
from activities.actions.renaming import follow_name
from customers.models import Account
from customers.names import company_key
from people.models import Member
from people.pinyin import pinyin_key
from tenants.states import MoveNotAllowed

FIELDS = (
    "name",
    "credit_code",
    "industry",
    "size",
    "revenue",
    "founded",
    "region",
    "city",
    "address",
    "phone",
    "website",
    "level",
    "source",
    "parent",
)


@transaction.atomic
def create_account(*, by: Member, owner: Member | None = None, **fields) -> Account:
    """Make a customer; it belongs to whoever makes it unless `owner` says otherwise.

    `fields` are those of FIELDS. Raises ValidationError for a credit code that is taken or wrong.
    """
    account = Account(owner=owner or by, **_known(fields))
    _derive(account)
    account.check_input()
    account.save()
    record_event("account.created", account, by=by)
    index_account(account)
    return account


@transaction.atomic
def change_account(*, by: Member, account: Account, **changes) -> Account:
    """Change the given fields and no other; without changes nothing is written."""
    account = Account.objects.locked(account.pk)
    if not changes:
        return account
    before = account.name
    for field, value in _known(changes).items():
        setattr(account, field, value)
    _derive(account)
    account.check_input()
    account.save(update_fields=[*changes, "name_key", "company_key"])
    record_event("account.changed", account, by=by, fields=list(changes))
    index_account(account)
    if account.name != before:
        follow_name(account)
    return account


@transaction.atomic
def assign_account(*, by: Member, account: Account, owner: Member, reason: str = "") -> Account:
    """Give a customer to another member; what was credited in the past stays."""
    account = Account.objects.locked(account.pk)
    if account.owner_id == owner.pk:
        return account
    if not owner.active:
        raise MoveNotAllowed(_("%(member)s is not active.") % {"member": owner.name})
    before = account.owner.name
    account.owner = owner
    account.save(update_fields=["owner"])
    data = {"from": before, "to": owner.name}
    event = record_event("account.assigned", account, by=by, text=reason, **data)
    key = f"account-assigned-{event.pk}"
    notify([owner], "account.assigned", account, by=by, key=key, text=reason[:300], **data)
    return account


def index_account(account: Account) -> None:
    index(account, title=account.name, extra=[account.credit_code], phones=[account.phone])


def _known(fields: dict) -> dict:
    unknown = fields.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"not a customer's field: {sorted(unknown)}")
    return fields


def _derive(account: Account) -> None:
    account.name_key = pinyin_key(account.name)
    account.company_key = company_key(account.name)[:200]
