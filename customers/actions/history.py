"""What contracts do to customers, and customers of the past (spec 10, History)."""

from django.db import transaction

from activities.actions import record_event
from activities.actions.events import record_events
from activities.actions.searching import index_many
from customers.models import Account, Contact
from customers.names import company_key
from people.models import Member
from people.pinyin import pinyin_key
from tenants.states import move


@transaction.atomic
def count_formal_contract(*, by: Member | None, account: Account) -> Account:
    """A contract of this customer became formal: prospect → customer → repeat, then no more."""
    account = Account.objects.locked(account.pk)
    status = Account.DealStatus(account.deal_status)
    if status == Account.DealStatus.REPEAT:
        return account
    first = status == Account.DealStatus.PROSPECT
    move(account.first_contract if first else account.second_contract)
    account.save(update_fields=["deal_status"])
    record_event("account.customer" if first else "account.repeat", account, by=by)
    return account


@transaction.atomic
def record_accounts(*, by: Member, accounts: list[Account]) -> list[Account]:
    """Bring many customers in at once, as an import does. Rows are unsaved and cleaned."""
    for account in accounts:
        account.imported_by = by
        account.name_key = pinyin_key(account.name)
        account.company_key = company_key(account.name)[:200]
    Account.objects.bulk_create(accounts, batch_size=500)
    record_events("account.created", accounts, by=by)
    index_many((a, a.name, [a.credit_code], [a.phone]) for a in accounts)
    return accounts


@transaction.atomic
def record_contacts(*, by: Member, contacts: list[Contact]) -> list[Contact]:
    """Bring many contacts in at once. Rows are unsaved and cleaned."""
    for contact in contacts:
        contact.imported_by = by
        contact.name_key = pinyin_key(contact.name)
    Contact.objects.bulk_create(contacts, batch_size=500)
    record_events("contact.created", contacts, by=by)
    index_many((c, c.name, [c.account.name, c.email], [c.phone]) for c in contacts)
    return contacts
