from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuotesConfig(AppConfig):
    name = "quotes"
    verbose_name = _("Quotes")

    def ready(self):
        from activities import printing
        from activities.actions.renaming import carries_name_of
        from activities.kinds import Kind, register
        from approvals import effects
        from approvals.access import opened_by_steps
        from approvals.models.chain import Purpose
        from crm.menu import Item, add
        from people.models import open_way
        from quotes import events, permissions  # noqa: F401
        from quotes.actions.effects import DISCOUNT
        from quotes.actions.records import entries_of_account, entries_of_opportunity
        from quotes.printing import PAPER

        register(
            Kind(
                "quote",
                "quotes.Quote",
                _("Quote"),
                "file-text",
                "quote",
                note="opportunity__name",
                state="state",
                through="opportunity",
            )
        )
        carries_name_of("account", entries_of_account)
        carries_name_of("opportunity", entries_of_opportunity)
        printing.register("quote", PAPER)
        open_way("quotes.Quote", opened_by_steps("quote"))
        effects.register(Purpose.DISCOUNT, DISCOUNT)
        add(Item("sales", 50, _("Quotes"), "file-text", "quotes", "quotes.view", key="q"))
        self.take_part_in_deals()

    def take_part_in_deals(self):
        """What deals know of quotes: their exit criteria, and what their pages show."""
        from crm.pages.panels import Panel, add_panel, add_verbs
        from opportunities import conditions, criteria
        from opportunities.models import ExitCriterion
        from quotes.criteria import quote_in_state
        from quotes.models import Quote
        from quotes.offers import DEAL_VERB, quotes_of

        in_state = ExitCriterion.Kind.QUOTE_IN_STATE
        criteria.register(in_state, quote_in_state)
        conditions.offer(in_state, [conditions.ANY, *Quote.State.choices])
        add_panel(Panel("opportunity", "quotes/_of_deal.html", quotes_of, aside=True))
        add_verbs("opportunity", DEAL_VERB)
