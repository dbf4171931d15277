from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "approvals"
    verbose_name = _("Approvals")

    def ready(self):
        from approvals import events, permissions  # noqa: F401
        from approvals.provision import default_chain
        from tenants.provision import provisions

        provisions(default_chain)
