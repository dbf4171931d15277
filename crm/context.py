"""What the frame around every page needs: menus, switcher, counts."""

import json
from functools import cache

from crm.counts import together
from crm.menu import counted, create_links, menu_for
from people.tenants_of import TENANTS_OF, listed


def page_frame(request) -> dict:
    """Context of base.html; empty outside a tenant, where bare.html is the frame.

    Worked out when a template asks, once a request: a fragment has no menu, and tables render a
    template of their own for some cells.
    """
    if getattr(request, "member", None) is None:
        return {}
    if not hasattr(request, "frame"):
        request.frame = _frame(request)
    return request.frame


def _frame(request) -> dict:
    waiting = cache(lambda: _waiting(request))
    menu = cache(lambda: menu_for(request.member, request.path, waiting()))
    return {
        "menu": menu,
        "mobile_menu": cache(lambda: _mobile(menu())),
        "create_links": cache(lambda: create_links(request.member)),
        "unread_count": cache(lambda: waiting()["unread"]),
        "tenants": cache(lambda: _others(request, waiting()["tenants"])),
    }


def _mobile(menu: list[dict]) -> list[dict]:
    return [item for group in menu for item in group["items"] if item["mobile"]]


def _waiting(request) -> dict:
    """Counts of the menu and the bell, and the user's companies, in one statement."""
    member = request.member
    rows = {**counted(member), "unread": member.notifications.unread()}
    *numbers, tenants = together(list(rows.values()), TENANTS_OF, params=[member.user_id])
    return {**dict(zip(rows, numbers, strict=True)), "tenants": json.loads(tenants)}


def _others(request, tenants: list[dict]) -> list[dict]:
    return [one for one in listed(tenants) if one["slug"] != request.tenant.slug]
