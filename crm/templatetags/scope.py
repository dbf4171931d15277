"""Template tags that know about tenants."""

from django import template

from crm.links import global_url as _global_url

register = template.Library()


@register.simple_tag
def global_url(name: str, *args) -> str:
    """Reverse in the root URLs, whatever tenant the page is in."""
    return _global_url(name, *args)
