"""What the frame around every page needs: menus, switcher, counts."""

from functools import cache

from crm.menu import create_links, menu_for
from people.tenants_of import tenants_of


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
    menu = cache(lambda: menu_for(request.member, request.path))
    return {
        "menu": menu,
        "mobile_menu": cache(lambda: _mobile(menu())),
        "create_links": cache(lambda: create_links(request.member)),
        "unread_count": cache(request.member.notifications.unread().count),
        "tenants": cache(lambda: _others(request)),
    }


def _mobile(menu: list[dict]) -> list[dict]:
    return [item for group in menu for item in group["items"] if item["mobile"]]


def _others(request) -> list[dict]:
    return [t for t in tenants_of(request.user) if t["slug"] != request.tenant.slug]
