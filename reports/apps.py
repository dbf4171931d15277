from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self):
        from crm.menu import Item, add
        from reports import permissions  # noqa: F401

        add(
            Item("day", 10, _("Today"), "house", "home", "people.home", mobile=True, key="h"),
            Item(
                "manage",
                10,
                _("Dashboard"),
                "chart-column",
                "dashboard",
                "reports.dashboard",
                mobile=True,
                key="d",
            ),
            Item("manage", 20, _("Forecast"), "trending-up", "forecast", "reports.view", key="f"),
            Item("manage", 30, _("Sales funnel"), "funnel", "funnel", "reports.view", key="u"),
            Item("manage", 40, _("Win rates"), "award", "win_rate", "reports.view", key="w"),
        )
