"""Template tags that know about tenants."""

from django import template

from crm.bringing import way_into
from crm.links import global_url as _global_url

register = template.Library()


@register.simple_tag
def global_url(name: str, *args) -> str:
    """Reverse in the root URLs, whatever tenant the page is in."""
    return _global_url(name, *args)


@register.simple_tag
def import_link(page) -> str:
    """Where rows for this list are brought in from a file; "" for whoever may not."""
    return way_into(getattr(page, "model", None), page.member)
