from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpportunitiesConfig(AppConfig):
    name = "opportunities"
    verbose_name = _("Deals")

    def ready(self):
        from activities.kinds import Kind, register
        from opportunities import events, permissions  # noqa: F401
        from opportunities.actions import touch_opportunity
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
            )
        )
