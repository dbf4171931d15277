from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        from crm.menu import Item, add
        from reports import permissions  # noqa: F401

        add(Item("day", 10, _("Today"), "house", "home", "people.home", mobile=True))
