"""Filter parts that several lists share."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from people.models import Member


def members(request) -> QuerySet[Member]:
    """Whose records the viewer may filter by: his team, all for whoever sees the company."""
    if request is None:
        return Member.objects.none()
    if request.member.is_("admin"):
        return Member.objects.active()
    return Member.objects.filter(pk__in=request.member.team_ids)


class ListFilter(django_filters.FilterSet):
    """Base of list filters: `q` looks into the fields that the list names in `search_fields`."""

    search_fields: tuple[str, ...] = ()

    q = django_filters.CharFilter(label=_("Contains"), method="find", max_length=100)

    def find(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        wanted = Q()
        for field in self.search_fields:
            wanted |= Q(**{f"{field}__icontains": value})
        return rows.filter(wanted)
