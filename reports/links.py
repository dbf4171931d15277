"""Addresses of the rows behind a figure, and which of them a reader may open."""

from collections.abc import Callable
from urllib.parse import urlencode

from crm.links import page_url
from people.models import Member
from people.roles import Role

DEALS, CONTRACTS, INSTALMENTS = "report_deals", "report_contracts", "report_instalments"


def rows_url(page: str, **narrowed) -> str:
    """The page of rows for a figure; what is None or empty is left out."""
    given = {name: value for name, value in narrowed.items() if value not in (None, "")}
    return f"{page_url(page)}?{urlencode(given)}"


def rows_link(page: str, **narrowed) -> Callable[..., str]:
    """`rows_url` for the cells of a grid: what they share is encoded once, so that each adds only
    ids and months, which need no encoding."""
    shared = rows_url(page, **narrowed)

    def link(**own) -> str:
        given = [f"&{name}={value}" for name, value in own.items() if value is not None]
        return shared + "".join(given)

    return link


def opens(member: Member, owner_id: int | None) -> bool:
    """Whether a row's record is his to look at: finance counts deals that it may not open."""
    return member.is_(Role.ADMIN) or owner_id in member.team_ids
