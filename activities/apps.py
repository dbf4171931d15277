from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities")

    def ready(self):
        from activities import events, permissions  # noqa: F401
        from crm.menu import Item, add

        add(Item("day", 25, _("Tasks"), "list-checks", "tasks", "activities.task", key="k"))
