"""Filters of the board and the list; they live in the URL."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.filters import ChipFilter, ListFilter, NameFilter, members
from opportunities.board import month_of
from opportunities.models import Opportunity, Process
from opportunities.staleness import Clock
from people.models import Department
from people.roles import Role

CLOSING = [
    ("past", _("Date has passed")),
    ("month", _("This month")),
    ("next", _("Next month")),
]


def departments(request):
    """For whoever has a team below him; others have one department only."""
    leads = request is not None and any(map(request.member.is_, (Role.MANAGER, Role.ADMIN)))
    return Department.objects.all() if leads else Department.objects.none()


class DealFilter(ListFilter):
    search_kind = "opportunity"

    process = NameFilter(label=_("Process"), queryset=Process.objects.filter(archived=False))
    owner = NameFilter(label=_("Owner"), queryset=members)
    department = NameFilter(label=_("Department"), queryset=departments, method="in_department")
    closing = django_filters.ChoiceFilter(
        label=_("Expected close"), choices=CLOSING, method="closing_in"
    )
    amount = django_filters.NumberFilter(
        label=_("Amount from"), field_name="amount", lookup_expr="gte", min_value=0
    )
    industry = django_filters.CharFilter(
        label=_("Industry"), field_name="account__industry", max_length=80
    )
    stale = ChipFilter(label=_("Stale"), method="stand_still", icon="hourglass", tone="amber")
    no_next = ChipFilter(
        label=_("No next step"), method="lack_next", icon="triangle-alert", tone="red"
    )
    clock: Clock | None = None

    class Meta:
        model = Opportunity
        fields: list[str] = []

    def in_department(self, rows, name, department):
        return rows.filter(owner__department__path__contains=[department.pk])

    def closing_in(self, rows, name, period):
        this_month, next_month = month_of(timezone.localdate())
        if period == "past":
            return rows.filter(expected_close_date__lt=timezone.localdate())
        first = this_month if period == "month" else next_month
        return rows.closing_between(*month_of(first))

    def stand_still(self, rows, name, wanted):
        return rows.stale(self.clock) if wanted else rows

    def lack_next(self, rows, name, wanted):
        return rows.without_next_step() if wanted else rows


class BoardFilter(DealFilter):
    """The board shows one process at a time; its choices come with the stages."""

    process = django_filters.ChoiceFilter(label=_("Process"), empty_label=None, method="keep")

    def __init__(self, *args, process: Process, processes: list[Process], clock: Clock, **kwargs):
        super().__init__(*args, **kwargs)
        self.clock = clock
        choices = [(one.pk, one.name) for one in processes]
        self.filters["process"].extra |= {"choices": choices, "initial": str(process.pk)}

    def keep(self, rows, name, value):
        return rows


class DealListFilter(DealFilter):
    view = django_filters.CharFilter(
        widget=forms.HiddenInput, initial="list", method="keep", max_length=10
    )
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Opportunity.Status.choices)
    stage = django_filters.NumberFilter(widget=forms.HiddenInput)

    def keep(self, rows, name, value):
        return rows
