"""Filter parts that several lists share."""

from html import escape

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from activities.search import ids_of
from crm.declared import FilterSet
from crm.rendering import drawn_select
from people.models import Member
from people.roles import Role
from tenants.fields import Ids


def members(request) -> QuerySet[Member]:
    """Whose records the viewer may filter by: his team, all for whoever sees the company."""
    if request is None:
        return Member.objects.none()
    if set(request.member.roles) - {Role.REP, Role.MANAGER, Role.PARTNER}:
        return Member.objects.active().only("name")
    return Member.objects.filter(request.member.of_team("pk")).only("name")


class Names(ModelChoiceIterator):
    """Options as ids and names: making two hundred members of them takes longer than to draw."""

    def __iter__(self):
        yield "", self.field.empty_label
        yield from self.queryset.values_list("pk", "name")


class NamesSelect(forms.Select):
    """Draws an option from its id and name at once, not through a description of it."""

    def render(self, name, value, attrs=None, renderer=None):
        own = self.build_attrs(self.attrs, {"name": name} | (attrs or {}))
        chosen = self.format_value(value)
        marks = {True: " selected", False: ""}
        options = [
            f'<option value="{pk}"{marks[str(pk) in chosen]}>{escape(label)}</option>'
            for pk, label in self.choices
        ]
        return drawn_select(own, "".join(options))


class NamesField(ModelChoiceField):
    iterator = Names
    widget = NamesSelect


class NameFilter(django_filters.ModelChoiceFilter):
    """A choice among records that are shown by their `name`."""

    field_class = NamesField


class ChipFilter(django_filters.Filter):
    """A yes or nothing, shown as a chip. Not ticked it filters nothing, unlike a BooleanFilter."""

    field_class = forms.BooleanField

    def __init__(self, *, icon: str = "", tone: str = "", **kwargs):
        super().__init__(widget=forms.CheckboxInput(attrs={"icon": icon, "tone": tone}), **kwargs)


class ListFilter(FilterSet):
    """Base of list filters: `q` asks the search index for records of `search_kind`; they are the
    rows, or what the rows point at by `searched`.

    The index and not ILIKE: under row policies ILIKE reads the whole table (DESIGN.md section 2),
    and the index knows pinyin and phone endings.
    """

    search_kind = ""
    searched = "pk"

    q = django_filters.CharFilter(label=_("Contains"), method="find", max_length=100)

    def find(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{self.searched}__any": Ids.of(ids_of(self.search_kind, value))})
