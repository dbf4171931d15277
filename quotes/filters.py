import django_filters
from django.utils.translation import gettext_lazy as _

from crm.filters import ListFilter, NameFilter, members
from quotes.models import Quote


class QuoteFilter(ListFilter):
    search_kind = "quote"

    state = django_filters.ChoiceFilter(label=_("State"), choices=Quote.State.choices)
    owner = NameFilter(label=_("Owner"), queryset=members)

    class Meta:
        model = Quote
        fields = ["q", "state", "owner"]
