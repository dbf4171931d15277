import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from approvals.panel import waiting_text
from contracts.models import Contract
from crm.columns import ONE_LINE, DayColumn, MoneyColumn, badge
from crm.declared import Table


class ContractTable(Table):
    number = tables.Column(linkify=True, attrs=ONE_LINE)
    account = tables.Column(accessor="account__name", verbose_name=_("Customer"))
    amount = MoneyColumn()
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))
    signed_on = DayColumn()

    class Meta:
        model = Contract
        fields = ["number", "name", "account", "amount", "state", "owner", "signed_on"]
        order_by = "-number"

    def render_state(self, value, record):
        """With whom it is, while it is reviewed."""
        waiting = waiting_text(record.waiting_roles)
        return badge(waiting, "amber") if waiting else badge(value, record.tone)

    def value_state(self, value, record):
        return waiting_text(record.waiting_roles) or value
