"""Table columns that several lists share: links, money, dates, members."""

import django_tables2 as tables

from crm.templatetags.fairway import date_h, money


class MoneyColumn(tables.Column):
    def __init__(self, **kwargs):
        kwargs.setdefault("attrs", {"th": {"class": "n"}, "td": {"class": "n"}})
        super().__init__(**kwargs)

    def render(self, value, table):
        return money(value, table.request.tenant.currency)


class DayColumn(tables.Column):
    def render(self, value):
        return date_h(value)


class AgoColumn(tables.Column):
    def render(self, value):
        return date_h(value, "relative")


class MomentColumn(tables.Column):
    """Day and time in the tenant's zone."""

    def render(self, value):
        return date_h(value)
