"""The head of every paper: who we are, and the company's picture as part of the page itself."""

from base64 import b64encode

from tenants.models import Tenant


def letterhead(tenant: Tenant) -> dict:
    """{"logo": a data: address or "", "facts": what is known of address, phone …}"""
    return {
        "logo": _data_address(tenant.logo),
        "facts": [fact for fact in (tenant.address, tenant.phone) if fact],
    }


def _data_address(logo) -> str:
    """A printed page may fetch nothing; a picture lost from the disk leaves the name alone."""
    if not logo:
        return ""
    try:
        with logo.open("rb") as file:
            return f"data:image/png;base64,{b64encode(file.read()).decode()}"
    except FileNotFoundError:
        return ""
