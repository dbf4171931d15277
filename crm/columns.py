"""Table columns that several lists share: links, money, dates, members.

`of_value` says that a cell follows from its value alone; `writer(table, labels)` gives the function
from value to text for a whole page, `labels` those of a field with choices (crm/cells.py). A file
gets the value itself, so that figures and dates stay figures and dates there.
"""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString

from crm.templatetags.fairway import date_h, date_writer, money_writers


class MoneyColumn(tables.Column):
    of_value = True

    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", {"th": {"class": "n"}, "td": {"class": "n"}})
        super().__init__(**kwargs)

    def writer(self, table, labels):
        return money_writers(table.request.tenant.currency)[0]

    def render(self, value, table):
        return self.writer(table, {})(value)

    def value(self, value):
        return value


class StateColumn(tables.Column):
    """A field with choices as a badge; `tones` are the colours of its values."""

    of_value = True

    def __init__(self, tones: dict[str, str], **kwargs):
        super().__init__(**kwargs)
        self.tones = tones

    def writer(self, table, labels):
        return lambda value: badge(labels.get(value, value), self.tones.get(value, ""))


def badge(label: str, tone: str = "") -> SafeString:
    """As components/_badge.html draws it."""
    css = f"tag {tone}" if tone else "tag"
    return format_html('<span class="{}">{}</span>', css, label)


ONE_LINE = {"td": {"class": "keep"}}


class DayColumn(tables.Column):
    of_value = True
    style = ""  # of `date_h`

    def __init__(self, **kwargs):
        super().__init__(**{"attrs": ONE_LINE, **kwargs})

    def writer(self, table, labels):
        return date_writer(self.style)

    def render(self, value):
        return date_h(value, self.style)

    def value(self, value):
        return value


class AgoColumn(DayColumn):
    style = "relative"


class MomentColumn(DayColumn):
    """Day and time in the tenant's zone."""


class PhoneColumn(tables.Column):
    of_value = True

    def writer(self, table, labels):
        return self.render

    def render(self, value):
        return format_html('<a href="tel:{}">{}</a>', value, value)

    def value(self, value):
        return value


class EmailColumn(PhoneColumn):
    def render(self, value):
        return format_html('<a href="mailto:{}">{}</a>', value, value)
