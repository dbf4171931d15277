"""Who signs, as it stands on the document: copied, so that a later change elsewhere is not seen."""

from customers.models import Account
from tenants.models import Tenant

OURS = ("name", "country", "credit_code", "address", "phone", "bank_name", "bank_account")


def our_party(tenant: Tenant) -> dict:
    return {name: getattr(tenant, name) for name in OURS}


def their_party(account: Account) -> dict:
    """{"name", "credit_code", "address", "phone"}"""
    return {
        "name": account.name,
        "credit_code": account.credit_code,
        "address": account.address,
        "phone": account.phone,
    }
