"""What the frame around every page needs: menus, switcher, counts."""

from functools import cache

from crm.menu import create_links, menu_for
from people.tenants_of import tenants_of


def page_frame(request) -> dict:
    """Context of base.html; empty outside a tenant, where bare.html is the frame.

    Worked out once a request: tables render a template of their own for some cells.
    """
    if getattr(request, "member", None) is None:
        return {}
    if not hasattr(request, "frame"):
        request.frame = _frame(request)
    return request.frame


def _frame(request) -> dict:
    groups = menu_for(request.member, request.path)
    return {
        "menu": groups,
        "mobile_menu": [item for group in groups for item in group["items"] if item["mobile"]],
        "create_links": create_links(request.member),
        # The top bar asks twice, the database once.
        "unread_count": cache(request.member.notifications.unread().count),
        "tenants": cache(lambda: _others(request)),
    }


def _others(request) -> list[dict]:
    return [t for t in tenants_of(request.user) if t["slug"] != request.tenant.slug]
