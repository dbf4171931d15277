import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Task
from crm.declared import FilterSet
from crm.filters import NameFilter, members


class TaskFilter(FilterSet):
    DUE = [("now", _("Overdue and due today")), ("later", _("Due later")), ("done", _("Done"))]

    q = django_filters.CharFilter(
        label=_("Contains"), field_name="title", lookup_expr="icontains", max_length=100
    )
    due = django_filters.ChoiceFilter(label=_("Due"), choices=DUE, method="due_in")
    owner = NameFilter(label=_("Owner"), queryset=members)

    class Meta:
        model = Task
        fields: list[str] = []

    def filter_queryset(self, queryset):
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data["due"] == "done" else rows.open()

    def due_in(self, rows, name, when):
        if when == "done":
            return rows.exclude(done_at=None)
        return rows.due() if when == "now" else rows.filter(due_on__gt=timezone.localdate())
