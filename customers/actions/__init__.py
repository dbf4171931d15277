from customers.actions.accounts import assign_account, change_account, create_account
from customers.actions.contacts import change_contact, create_contact
from customers.actions.history import count_formal_contract, record_accounts, record_contacts
from customers.actions.sharing import share_account, unshare_account

__all__ = [
    "assign_account",
    "change_account",
    "change_contact",
    "count_formal_contract",
    "create_account",
    "create_contact",
    "record_accounts",
    "record_contacts",
    "share_account",
    "unshare_account",
]
