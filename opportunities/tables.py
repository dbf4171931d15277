import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from crm.columns import ONE_LINE, DayColumn, MoneyColumn, StateColumn
from crm.declared import Table
from opportunities.models import Opportunity
from opportunities.models.opportunity import TONES


class DealTable(Table):
    name = tables.Column(linkify=True)
    number = tables.Column(attrs=ONE_LINE)
    account = tables.Column(
        accessor="account__name", verbose_name=_("Customer"), order_by="account__name_key"
    )
    stage = tables.Column(accessor="stage__name", verbose_name=_("Stage"), order_by="stage__order")
    status = StateColumn(TONES)
    amount = MoneyColumn()
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))
    expected_close_date = DayColumn()
    next_step = tables.Column()

    class Meta:
        model = Opportunity
        fields = [
            "name",
            "number",
            "account",
            "stage",
            "status",
            "amount",
            "expected_close_date",
            "next_step",
            "owner",
        ]
        sequence = fields
