"""Addresses of the rows behind a figure, and which of them a reader may open."""

from urllib.parse import urlencode

from crm.links import page_url
from people.models import Member
from people.roles import Role

DEALS, CONTRACTS, INSTALMENTS = "report_deals", "report_contracts", "report_instalments"


def rows_url(page: str, **narrowed) -> str:
    """The page of rows for a figure; what is None or empty is left out."""
    given = {name: value for name, value in narrowed.items() if value not in (None, "")}
    return f"{page_url(page)}?{urlencode(given)}"


def opens(member: Member, owner_id: int | None) -> bool:
    """Whether a row's record is his to look at: finance counts deals that it may not open."""
    return member.is_(Role.ADMIN) or owner_id in member.team_ids
