"""The rows of a list, drawn at once (crm/cells.py)."""

from django import template

from crm.cells import markup

register = template.Library()


@register.simple_tag
def table_rows(table):
    """The <tr> elements of the table's page."""
    return markup(table)
