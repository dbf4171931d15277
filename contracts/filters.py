import django_filters
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from crm.filters import ChipFilter, ListFilter, NameFilter, members


class ContractFilter(ListFilter):
    search_kind = "contract"

    state = django_filters.ChoiceFilter(label=_("State"), choices=Contract.State.choices)
    owner = NameFilter(label=_("Owner"), queryset=members)
    scan = ChipFilter(label=_("Signed copy outstanding"), method="outstanding")

    class Meta:
        model = Contract
        fields = ["q", "state", "owner", "scan"]

    def outstanding(self, rows, name, value):
        return rows.awaiting_scan() if value else rows
