from customers.models.account import Account, AccountShare
from customers.models.contact import Contact

__all__ = ["Account", "AccountShare", "Contact"]
