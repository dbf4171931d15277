"""Lists of Django's admin, whose cells come to the template as finished markup."""

from collections.abc import Iterator

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()


@register.filter
def under(cells: list[SafeString], headers: list[dict]) -> Iterator[SafeString]:
    """Each <td> with its column's heading in data-l, which a phone shows above the value."""
    for cell, header in zip(cells, headers, strict=True):
        if "action-checkbox" in cell:
            yield cell
        else:
            named = format_html('<td data-l="{}" ', capfirst(header["text"]))
            yield mark_safe(cell.replace("<td ", named, 1))  # noqa: S308
