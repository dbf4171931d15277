"""The rows behind a figure."""

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from crm.columns import ONE_LINE, DayColumn, MoneyColumn
from crm.declared import Table
from reports.links import opens


class RowTable(Table):
    """`owner_of(record)` decides whether the first column is a link."""

    def owner_of(self, record) -> int | None:
        return record.owner_id

    def linked(self, text, record):
        if not opens(self.request.member, self.owner_of(record)):
            return text
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), text)


class DealTable(RowTable):
    name = tables.Column(verbose_name=_("Deal"))
    account = tables.Column(accessor="account__name", verbose_name=_("Customer"))
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))
    credited = tables.Column(accessor="credited_to__name", verbose_name=_("Credited to"))
    stage = tables.Column(accessor="stage__name", verbose_name=_("Stage"))
    amount = MoneyColumn(verbose_name=_("Amount"))
    share = MoneyColumn(verbose_name=_("Of this product"))
    weighted = MoneyColumn(verbose_name=_("Weighted"))
    expected_close_date = DayColumn(verbose_name=_("Expected close date"))
    closed_on = DayColumn(verbose_name=_("Closed on"))

    class Meta:
        order_by = "-amount"

    def render_name(self, value, record):
        return self.linked(value, record)


class ContractTable(RowTable):
    number = tables.Column(verbose_name=_("Contract"))
    account = tables.Column(accessor="account__name", verbose_name=_("Customer"))
    credited = tables.Column(accessor="credited_to__name", verbose_name=_("Credited to"))
    amount = MoneyColumn(verbose_name=_("Amount"))
    signed_on = DayColumn(verbose_name=_("Signed on"))

    class Meta:
        order_by = "-signed_on"

    def render_number(self, value, record):
        text = format_html('<span class="keep">{}</span> {}', value, record.name)
        finance = self.request.member.can("payments.confirm")
        if finance:  # sees the contracts of the whole company (spec 01)
            return format_html('<a href="{}">{}</a>', record.get_absolute_url(), text)
        return self.linked(text, record)


class InstalmentTable(Table):
    contract = tables.Column(
        accessor="contract__number", linkify=True, verbose_name=_("Contract"), attrs=ONE_LINE
    )
    account = tables.Column(accessor="contract__account__name", verbose_name=_("Customer"))
    number = tables.Column(verbose_name=_("Instalment no."))
    owner = tables.Column(accessor="contract__owner__name", verbose_name=_("Owner"))
    balance = MoneyColumn(verbose_name=_("Balance"))
    due_on = DayColumn(verbose_name=_("Due"))

    class Meta:
        order_by = "due_on"
