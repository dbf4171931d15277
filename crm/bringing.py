"""Ways to bring many records in at once, offered beside a list; rooms further right add them."""

from dataclasses import dataclass

from crm.links import page_url
from people.models import Member


@dataclass(frozen=True)
class Way:
    page: str  # URL name
    query: str
    permission: str


_ways: dict[str, Way] = {}


def offer(model: str, way: Way) -> None:
    """Have the lists of a model ("leads.Lead") offer it to whoever may."""
    _ways[model] = way


def way_into(model, member: Member) -> str:
    """The address under which rows of a model are brought in, "" where this member may not."""
    way = _ways.get(model._meta.label) if model else None
    return f"{page_url(way.page)}?{way.query}" if way and member.can(way.permission) else ""
