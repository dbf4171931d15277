from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContractsConfig(AppConfig):
    name = "contracts"
    verbose_name = _("Contracts")

    def ready(self):
        from activities import printing
        from activities.kinds import Kind, register
        from activities.panels import show_tasks
        from contracts import events, permissions  # noqa: F401
        from contracts.printing import PAPER
        from crm.menu import Create, Item, add

        register(
            Kind(
                "contract",
                "contracts.Contract",
                _("Contract"),
                "signature",
                "contract",
                note="account__name",
                state="state",
            )
        )
        printing.register("contract", PAPER)
        show_tasks("contract")
        add(
            Item(
                "delivery", 10, _("Contracts"), "signature", "contracts", "contracts.view", key="t"
            ),
            Create(50, _("New contract"), "contract_create", "contracts.create", key="t"),
        )
        self.open_ways()
        self.take_part_in_approvals()
        self.show_on_pages()

    def open_ways(self):
        """Who may read what belongs to a contract, and what a formal one keeps closed."""
        from approvals.access import opened_by_steps
        from contracts import ways
        from opportunities.reopening import hinders
        from people.models.ownership import open_way

        open_way("contracts.Contract", opened_by_steps("contract"))
        open_way("customers.Account", ways.accounts_of_contracts)
        open_way("opportunities.Opportunity", ways.deals_of_contracts)
        hinders(ways.formal_contract_of)

    def take_part_in_approvals(self):
        from approvals import effects
        from approvals.models import Purpose
        from contracts.actions import review
        from contracts.content import content_hash
        from contracts.looks import look

        contract = effects.Effects(
            approved=review.make_formal,
            returned=review.return_to_draft,
            content_hash=content_hash,
            facts="contracts/_check.html",
            look=look,
            last=_(
                "You are the last: the contract becomes formal at once. It gets its number and its"
                " instalments, its deal counts as won, and what it says is closed to changes."
            ),
        )
        effects.register(Purpose.CONTRACT, contract)

    def show_on_pages(self):
        from contracts.panels import contracts_by, may_become_contract
        from crm.pages import Panel, Verb, add_panel, add_verbs

        for kind in ("quote", "opportunity", "account"):
            add_panel(Panel(kind, "contracts/_panel.html", contracts_by(kind), aside=True))
        draft = Verb(
            _("Draft a contract"),
            "quote_contract",
            "contracts.create",
            "file-plus",
            may_become_contract,
        )
        add_verbs("quote", draft)
