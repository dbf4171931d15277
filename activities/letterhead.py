"""The head of every paper: who we are, and the company's picture as part of the page itself."""

from people.logo import data_address
from tenants.models import Tenant


def letterhead(tenant: Tenant) -> dict:
    """{"logo": a data: address or "", "facts": what is known of address, phone …}"""
    return {
        "logo": data_address(tenant.logo),  # a printed page may fetch nothing
        "facts": [fact for fact in (tenant.address, tenant.phone) if fact],
    }
