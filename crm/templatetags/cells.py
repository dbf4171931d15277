"""The rows and heads of a list, drawn at once (crm/cells.py, crm/heads.py)."""

from django import template

from crm.cells import markup
from crm.heads import heads

register = template.Library()


@register.simple_tag
def table_rows(table):
    """The <tr> elements of the table's page."""
    return markup(table)


@register.simple_tag
def table_heads(table):
    """The <th> elements of the table's columns."""
    return heads(table)
