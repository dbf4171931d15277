from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self):
        from crm.menu import Item, add
        from people import mail, permissions  # noqa: F401  both register themselves

        add(
            Item(
                "manage", 80, _("Settings"), "settings", "admin:index", "people.configure", key="s"
            ),
            Item("manage", 90, _("Audit trail"), "history", "audit", "people.audit"),
        )
