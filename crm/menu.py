"""The side menu: each room adds its items in `AppConfig.ready()`; roles decide what shows.

Order on screen is UX.md section 3's. An item shows to whoever has its permission.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from crm.links import page_url
from people.models import Member
from tenants.scope import current_tenant

GROUPS = {
    "day": "",
    "sales": _("Sales"),
    "delivery": _("Contracts and payments"),
    "manage": _("Management"),
}


@dataclass(frozen=True)
class Item:
    group: str
    order: int
    label: str  # lazily translated
    icon: str
    page: str  # URL name
    permission: str
    mobile: bool = False
    module: str = ""  # tenant module that must be on
    waiting: Callable[[Member], QuerySet | None] | None = None  # the rows counted beside it
    key: str = ""  # g and this letter go there


@dataclass(frozen=True)
class Create:
    order: int
    label: str
    page: str
    permission: str
    key: str = ""  # c and this letter open it


_items: list[Item] = []
_creates: list[Create] = []


def add(*entries: Item | Create) -> None:
    for entry in entries:
        (_items if isinstance(entry, Item) else _creates).append(entry)


def counted(member: Member) -> dict[str, QuerySet]:
    """What waits for this member behind the items of his menu: {page: rows}."""
    shown = [item for item in _items if item.waiting and _open_to(item, member)]
    rows = {item.page: item.waiting(member) for item in shown}
    return {page: found for page, found in rows.items() if found is not None}


def menu_for(member: Member, path: str, counts: dict[str, int]) -> list[dict]:
    """Groups of items that this member may open, the one that `path` lies in marked current;
    `counts` says how much waits on each page."""
    shown = [item for item in _items if _open_to(item, member)]
    urls = {item.page: page_url(item.page) for item in shown}
    current = max((url for url in urls.values() if _lies_in(path, url)), key=len, default="")
    groups = []
    for key, label in GROUPS.items():
        inside = sorted((i for i in shown if i.group == key), key=lambda item: item.order)
        if inside:
            items = [_render(i, urls[i.page], current, counts.get(i.page)) for i in inside]
            groups.append({"label": label, "items": items})
    return groups


def create_links(member: Member) -> list[dict]:
    allowed = [entry for entry in _creates if member.can(entry.permission)]
    return [
        {"label": entry.label, "url": page_url(entry.page), "key": entry.key}
        for entry in sorted(allowed, key=lambda entry: entry.order)
    ]


def _lies_in(path: str, url: str) -> bool:
    """Every path begins with the start page's, and lies in it only when it is that page."""
    return path == url if url == page_url("home") else path.startswith(url)


def _open_to(item: Item, member: Member) -> bool:
    return member.can(item.permission) and (not item.module or current_tenant().has(item.module))


def _render(item: Item, url: str, current: str, count: int | None) -> dict:
    return {
        "label": item.label,
        "icon": item.icon,
        "url": url,
        "current": url == current,
        "key": item.key,
        "mobile": item.mobile,
        "count": count,
    }
