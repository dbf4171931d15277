from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadsConfig(AppConfig):
    name = "leads"
    verbose_name = _("Leads")

    def ready(self):
        from activities.kinds import Kind, register
        from activities.panels import show_tasks
        from crm.menu import Create, Item, add
        from leads import events, permissions  # noqa: F401
        from leads.actions import touch_lead
        from leads.provision import first_pool
        from tenants.provision import provisions

        provisions(first_pool)
        register(
            Kind(
                "lead",
                "leads.Lead",
                _("Lead"),
                "flag",
                "lead",
                touched=touch_lead,
                note="owner__name",
                state="state",
            )
        )
        show_tasks("lead")
        add(
            Item("sales", 10, _("Leads"), "flag", "leads", "leads.view", key="l"),
            Create(10, _("New lead"), "lead_create", "leads.create", key="l"),
        )
