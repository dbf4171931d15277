import django_filters
from django.utils.translation import gettext_lazy as _

from crm.filters import ListFilter, NameFilter, members
from leads.models import Lead, Pool


class LeadFilter(ListFilter):
    search_kind = "lead"

    state = django_filters.ChoiceFilter(label=_("State"), choices=Lead.State.choices)
    owner = NameFilter(label=_("Owner"), queryset=members)
    pool = NameFilter(label=_("Pool"), queryset=Pool.objects.all())

    class Meta:
        model = Lead
        fields = ["q", "state", "owner", "pool", "source"]
