"""The cells of a grid of members, drawn at once: a page has thousands of them, and a template
takes five times as long for each."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class HeatCell(NamedTuple):
    """`css` colours it, `title` shows on hover; without a `url` it is text."""

    text: str
    url: str = ""
    title: str = ""
    css: str = ""


@register.simple_tag
def heat_cells(cells: Iterable[HeatCell]) -> SafeString:
    """<td> elements; everything in them is escaped."""
    return mark_safe("".join(map(_drawn, cells)))  # noqa: S308


def _drawn(cell: HeatCell) -> str:
    css = f"n {cell.css}" if cell.css else "n"
    text = escape(cell.text)
    if not cell.url:
        return f'<td class="{css}">{text}</td>'
    title = f' title="{escape(cell.title)}"' if cell.title else ""
    return f'<td class="{css}"><a href="{escape(cell.url)}"{title}>{text}</a></td>'
