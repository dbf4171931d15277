from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "approvals"
    verbose_name = _("Approvals")

    def ready(self):
        from approvals import events, permissions  # noqa: F401
        from approvals.models import Step
        from approvals.provision import default_chain
        from crm.menu import Item, add
        from tenants.provision import provisions

        provisions(default_chain)
        add(
            Item(
                "day",
                20,
                _("Approvals"),
                "inbox",
                "inbox",
                "approvals.view",
                mobile=True,
                waiting=lambda member: Step.objects.todo(member),
                key="i",
            )
        )
