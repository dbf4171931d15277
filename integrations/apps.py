from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrationsConfig(AppConfig):
    name = "integrations"
    verbose_name = _("Integrations")

    def ready(self):
        from activities.kinds import Kind, register
        from crm.menu import Item, add
        from integrations import events, permissions, tasks  # noqa: F401

        register(
            Kind("file_import", "integrations.FileImport", _("Import"), "upload", "file_import")
        )
        add(Item("manage", 70, _("Imports"), "upload", "file_imports", permissions.IMPORT))
