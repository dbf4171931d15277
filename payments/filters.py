import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.search import ids_of
from contracts.models import Contract
from crm.filters import ChipFilter, ListFilter, NameFilter, members
from payments.ageing import BUCKETS
from payments.models import Instalment, Receipt
from payments.querysets import in_bucket
from tenants.fields import Ids

BUCKET_LABELS = dict(
    zip(
        BUCKETS,
        (_("Not due"), _("1–30 days"), _("31–60 days"), _("61–90 days"), _("Over 90 days")),
        strict=True,
    )
)
OPEN = [choice for choice in Instalment.State.choices if choice[0] != Instalment.State.PAID]


class InstalmentFilter(ListFilter):
    search_kind, searched = "contract", "contract"

    bucket = django_filters.ChoiceFilter(
        label=_("Age"), choices=list(BUCKET_LABELS.items()), method="of_bucket"
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=OPEN)
    owner = NameFilter(label=_("Owner"), queryset=members, field_name="contract__owner")

    class Meta:
        model = Instalment
        fields = ["q", "bucket", "state", "owner"]

    def of_bucket(self, rows, name, value):
        return rows.filter(in_bucket(value, timezone.localdate()))


class UnpaidFilter(ListFilter):
    search_kind = "contract"

    owner = NameFilter(label=_("Owner"), queryset=members)

    class Meta:
        model = Contract
        fields = ["q", "owner"]


class ReceiptFilter(ListFilter):
    search_kind = "receipt"

    state = django_filters.ChoiceFilter(label=_("State"), choices=Receipt.State.choices)
    channel = django_filters.ChoiceFilter(
        label=_("Way of payment"), choices=Receipt.Channel.choices
    )
    owner = NameFilter(label=_("Owner"), queryset=members)
    credit = ChipFilter(label=_("Not fully allocated"), method="with_credit")

    class Meta:
        model = Receipt
        fields = ["q", "state", "channel", "owner", "credit"]

    def find(self, rows, name, value):
        """By payer and bank reference, or by what the contract is found by."""
        contracts = Ids.of(ids_of("contract", value))
        return super().find(rows, name, value) | rows.filter(contract__any=contracts)

    def with_credit(self, rows, name, value):
        return rows.filter(rest__gt=0) if value else rows
