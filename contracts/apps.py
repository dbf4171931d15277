from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContractsConfig(AppConfig):
    name = "contracts"
    verbose_name = _("Contracts")

    def ready(self):
        from activities.kinds import Kind, register
        from approvals import effects
        from approvals.access import opened_by_steps
        from approvals.models import Purpose
        from contracts import events, permissions, ways  # noqa: F401
        from contracts.actions import review
        from contracts.content import content_hash
        from opportunities.reopening import hinders
        from people.models.ownership import open_way

        register(Kind("contract", "contracts.Contract", _("Contract"), "signature", "contract"))
        open_way("contracts.Contract", opened_by_steps("contract"))
        open_way("customers.Account", ways.accounts_of_contracts)
        open_way("opportunities.Opportunity", ways.deals_of_contracts)
        hinders(ways.formal_contract_of)
        effects.register(
            Purpose.CONTRACT,
            effects.Effects(
                approved=review.make_formal,
                returned=review.return_to_draft,
                content_hash=content_hash,
                facts="contracts/_check.html",
            ),
        )
