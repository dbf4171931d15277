from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrationsConfig(AppConfig):
    name = "integrations"
    verbose_name = _("Integrations")

    def ready(self):
        from activities.kinds import Kind, register
        from crm.bringing import Way, offer
        from crm.menu import Item, add
        from integrations import events, tasks  # noqa: F401
        from integrations.importer.kinds import KINDS
        from integrations.permissions import IMPORT

        for kind in KINDS.values():
            offer(kind.model._meta.label, Way("file_import_create", f"kind={kind.name}", IMPORT))
        register(
            Kind("file_import", "integrations.FileImport", _("Import"), "upload", "file_import")
        )
        add(Item("manage", 70, _("Imports"), "upload", "file_imports", IMPORT))
