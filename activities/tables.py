import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from activities.kinds import get_kind
from activities.models import Task
from crm.columns import AgoColumn, DayColumn
from crm.declared import Table


class TaskTable(Table):
    title = tables.Column(linkify=True)
    about = tables.Column(verbose_name=_("Record"), orderable=False)
    kind = tables.Column(verbose_name=_("Type"), orderable=False)
    due_on = AgoColumn()
    owner = tables.Column(accessor="owner__name", verbose_name=_("Owner"))
    done_at = DayColumn()

    class Meta:
        model = Task
        fields = ["title", "about", "kind", "due_on", "owner", "done_at"]
        order_by = ("due_on", "pk")

    def render_kind(self, value):
        return get_kind(value).label
