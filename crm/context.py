"""What the frame around every page needs: menus, switcher, counts."""

from functools import cache

from crm.menu import create_links, menu_for
from people.tenants_of import tenants_of


def page_frame(request) -> dict:
    """Context of base.html; empty outside a tenant, where bare.html is the frame."""
    member = getattr(request, "member", None)
    if member is None:
        return {}
    groups = menu_for(member, request.path)
    return {
        "menu": groups,
        "mobile_menu": [item for group in groups for item in group["items"] if item["mobile"]],
        "create_links": create_links(member),
        # The top bar asks twice, the database once.
        "unread_count": cache(member.notifications.unread().count),
        "tenants": lambda: [
            t for t in tenants_of(request.user) if t["slug"] != request.tenant.slug
        ],
    }
