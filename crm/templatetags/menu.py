"""Lines of the side menu and of what a search found: dozens on a page, slow in a template."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from crm.rendering import escaped
from crm.templatetags.fairway import icon

register = template.Library()


@register.simple_tag
def menu_items(items: list[dict]) -> SafeString:
    """Those of a group of crm.menu.menu_for, as <li>."""
    return mark_safe("".join(f"<li>{_link(item, _key(item))}</li>" for item in items))  # noqa: S308


@register.simple_tag
def menu_link(item: dict) -> SafeString:
    """The same alone, as the bar below a page on a phone has it."""
    return mark_safe(_link(item))  # noqa: S308


@register.simple_tag
def hit_lines(hits: list[dict]) -> SafeString:
    """Those of components/_hits.html, as <li>."""
    return mark_safe("".join(map(_hit, hits)))  # noqa: S308


def _hit(hit: dict) -> str:
    words = (
        f'<span class="grow">{escaped(hit["title"])}</span><small>{escaped(hit["note"])}</small>'
    )
    return f'<li><a href="{escaped(hit["url"])}">{icon(hit["icon"])}{words}</a></li>'


def _key(item: dict) -> str:
    return f' data-go="{item["key"]}"' if item["key"] else ""


def _link(item: dict, more: str = "") -> str:
    here = ' aria-current="page"' if item["current"] else ""
    count = f'<b class="count">{item["count"]}</b>' if item["count"] else ""
    words = f"{icon(item['icon'])}<span>{escaped(item['label'])}</span>{count}"
    return f'<a href="{escaped(item["url"])}"{here}{more}>{words}</a>'
