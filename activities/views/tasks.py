"""What has to be done, by oneself and by the team."""

from django.utils.translation import gettext_lazy as _

from activities.filters import TaskFilter
from activities.models import Task
from activities.tables import TaskTable
from crm.pages import ExportPage, ListPage


class TaskList(ListPage):
    permission = "activities.task"
    model = Task
    filterset_class = TaskFilter
    table_class = TaskTable
    title = _("Tasks")
    export_url = "task_export"
    export_permission = "activities.export"
    empty_text = _("No tasks yet. They are given on the page of a lead, a customer or a deal.")

    def rows(self):
        return super().rows().named().select_related("owner")


class TaskExport(ExportPage):
    permission = "activities.export"
    listing = TaskList
