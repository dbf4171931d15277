import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from crm.columns import ONE_LINE, AgoColumn, DayColumn, MoneyColumn, StateColumn
from crm.declared import Table
from quotes.models import Quote
from quotes.models.quote import TONES


class QuoteTable(Table):
    number = tables.Column(
        linkify=True,
        accessor="pk",
        verbose_name=_("Number"),
        order_by=("number", "version"),
        attrs=ONE_LINE,
    )
    account = tables.Column(accessor="account__name", verbose_name=_("Customer"))
    opportunity = tables.Column(accessor="opportunity__name", verbose_name=_("Deal"))
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))
    state = StateColumn(TONES)
    total = MoneyColumn()
    valid_until = DayColumn()
    created_at = AgoColumn()

    class Meta:
        model = Quote
        fields = [
            "number",
            "account",
            "opportunity",
            "state",
            "total",
            "valid_until",
            "owner",
            "created_at",
        ]
        order_by = "-created_at"

    def render_number(self, record):
        return str(record)
