"""Contacts: made and changed."""

from django.db import transaction

from activities.actions import record_event
from activities.actions.searching import Entry, index_many
from customers.models import Account, Contact
from people.models import Member
from people.pinyin import pinyin_key

FIELDS = (
    "name",
    "title",
    "department",
    "phone",
    "email",
    "wechat",
    "reports_to",
    "notes",
    "active",
)


@transaction.atomic
def create_contact(*, by: Member, account: Account, **fields) -> Contact:
    """Add a person to a customer. `fields` are those of FIELDS."""
    contact = Contact(account=account, **_known(fields))
    contact.name_key = pinyin_key(contact.name)
    contact.check_input()
    contact.save()
    record_event("contact.created", contact, by=by)
    index_contact(contact)
    return contact


@transaction.atomic
def change_contact(*, by: Member, contact: Contact, **changes) -> Contact:
    """Change the given fields and no other; without changes nothing is written."""
    contact = Contact.objects.locked(contact.pk)
    if not changes:
        return contact
    for field, value in _known(changes).items():
        setattr(contact, field, value)
    contact.name_key = pinyin_key(contact.name)
    contact.check_input()
    contact.save(update_fields=[*changes, "name_key"])
    record_event("contact.changed", contact, by=by, fields=list(changes))
    index_contact(contact)
    return contact


def index_contact(contact: Contact) -> None:
    index_many([_entry(contact)])


def entries_of_account(account_id: int) -> list[Entry]:
    contacts = Contact.objects.filter(account=account_id).select_related("account")
    return [_entry(contact) for contact in contacts]


def _entry(contact: Contact) -> Entry:
    extra = [contact.account.name, contact.email, contact.wechat]
    return contact, contact.name, extra, [contact.phone]


def _known(fields: dict) -> dict:
    unknown = fields.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"not a contact's field: {sorted(unknown)}")
    return fields
