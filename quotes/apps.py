from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotesConfig(AppConfig):
    name = "quotes"
    verbose_name = _("Quotes")

    def ready(self):
        from activities.kinds import Kind, register
        from approvals import effects
        from approvals.models.chain import Purpose
        from opportunities import criteria
        from opportunities.models import ExitCriterion
        from quotes import events, permissions  # noqa: F401
        from quotes.actions.effects import DISCOUNT
        from quotes.criteria import quote_in_state

        register(Kind("quote", "quotes.Quote", _("Quote"), "file-text", "quote"))
        effects.register(Purpose.DISCOUNT, DISCOUNT)
        criteria.register(ExitCriterion.Kind.QUOTE_IN_STATE, quote_in_state)
