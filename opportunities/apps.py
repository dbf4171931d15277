from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("Deals")

    def ready(self):
        from activities.actions.renaming import carries_name_of
        from activities.kinds import Kind, register
        from activities.panels import show_tasks
        from crm.menu import Create, Item, add
        from opportunities import events, permissions  # noqa: F401
        from opportunities.actions import touch_opportunity
        from opportunities.actions.records import entries_of_account
        from opportunities.provision import first_processes
        from tenants.provision import provisions

        provisions(first_processes)
        register(
            Kind(
                "opportunity",
                "opportunities.Opportunity",
                _("Deal"),
                "briefcase",
                "opportunity",
                touched=touch_opportunity,
                note="account__name",
                state="status",
            )
        )
        add(
            Item(
                "sales",
                40,
                _("Deals"),
                "square-kanban",
                "opportunities",
                "opportunities.view",
                mobile=True,
                key="o",
            ),
            Create(30, _("New deal"), "opportunity_create", "opportunities.create", key="o"),
        )
        carries_name_of("account", entries_of_account)
        show_tasks("opportunity")
        self.offer_verbs()

    def offer_verbs(self):
        """What this room adds to the pages of leads and customers."""
        from crm.pages import Panel, Verb, add_panel, add_verbs
        from opportunities.panels import deals_of, made_of

        convert = Verb(
            _("Convert"),
            "lead_conversion",
            "opportunities.convert",
            "handshake",
            lambda lead: lead.state in ("assigned", "working"),
            tone="primary",
        )
        add_verbs("lead", convert)
        add_panel(Panel("lead", "opportunities/_lead_panel.html", made_of))
        add_panel(Panel("account", "opportunities/_account_panel.html", deals_of, aside=True))
