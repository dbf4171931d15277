import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from crm.columns import ONE_LINE, AgoColumn, DayColumn, MoneyColumn
from crm.declared import Table
from payments.ageing import days_overdue
from payments.blockers import blocker
from payments.models import Instalment, Receipt

# As code, not by name: a template of its own would ask the page frame's questions once a row.
STATE = '{% include "payments/_state.html" %}'
RECEIPT_STATE = '{% include "payments/_receipt_state.html" %}'
FIGURE = {"th": {"class": "n"}, "td": {"class": "n"}}


class InstalmentTable(Table):
    contract = tables.Column(
        accessor="contract__number",
        verbose_name=_("Instalment"),
        linkify=lambda record: record.get_absolute_url(),
        attrs=ONE_LINE,
    )
    account = tables.Column(accessor="contract__account__name", verbose_name=_("Customer"))
    amount = MoneyColumn()
    balance = MoneyColumn(verbose_name=_("Outstanding"))
    due_on = DayColumn()
    days = tables.Column(
        accessor="due_on", verbose_name=_("Days overdue"), orderable=False, attrs=FIGURE
    )
    state = tables.TemplateColumn(STATE, verbose_name=_("State"), orderable=False)
    blocker = tables.Column(empty_values=(), verbose_name=_("Blocker"), orderable=False)
    owner = tables.Column(accessor="contract__owner__name", verbose_name=_("Owner"))

    class Meta:
        model = Instalment
        fields = [
            "contract",
            "account",
            "amount",
            "balance",
            "due_on",
            "days",
            "state",
            "blocker",
            "owner",
        ]
        order_by = "due_on"

    def render_contract(self, record):
        return str(record)

    def render_days(self, value):
        return max(0, days_overdue(value, timezone.localdate()))

    def render_blocker(self, record):
        return blocker(record) or "–"


class UnpaidTable(Table):
    number = tables.Column(linkify=True, attrs=ONE_LINE)
    account = tables.Column(accessor="account__name", verbose_name=_("Customer"))
    signed_on = DayColumn()
    amount = MoneyColumn()
    received = MoneyColumn(verbose_name=_("Received"))
    open = MoneyColumn(verbose_name=_("Outstanding"))
    reminded_at = AgoColumn(verbose_name=_("Last reminder"))
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))

    class Meta:
        model = Contract
        fields = [
            "number",
            "account",
            "signed_on",
            "amount",
            "received",
            "open",
            "reminded_at",
            "owner",
        ]
        order_by = "signed_on"


class ReceiptTable(Table):
    payer = tables.Column(linkify=True)
    received_on = DayColumn()
    contract = tables.Column(
        accessor="contract__number", verbose_name=_("Contract"), attrs=ONE_LINE
    )
    amount = MoneyColumn()
    rest = MoneyColumn(verbose_name=_("Not allocated"))
    state = tables.TemplateColumn(RECEIPT_STATE)
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))

    class Meta:
        model = Receipt
        fields = [
            "received_on",
            "payer",
            "contract",
            "amount",
            "rest",
            "state",
            "channel",
            "bank_reference",
            "owner",
        ]
        order_by = "-received_on"
