from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.panel import rounds_of, waiting_for
from contracts import actions
from contracts.actions.papers import CORRECTABLE
from contracts.checks import amounts_of
from contracts.forms import ContractForm, NewContractForm
from contracts.models import Contract
from crm.pages import ChangePage, CreatePage, DetailPage, Verb
from quotes.models import Quote

DRAFT, REVIEW = Contract.State.DRAFT, Contract.State.IN_REVIEW


def _in(state: str):
    return lambda contract: contract.state == state


def _correctable(contract: Contract) -> bool:
    since = contract.formal_at or timezone.now() - CORRECTABLE - timedelta(days=1)
    return contract.state == Contract.State.FORMAL and timezone.now() <= since + CORRECTABLE


def _scan_is_out(contract: Contract) -> bool:
    return contract.state == Contract.State.FORMAL and not contract.scan_received_on


class ContractPage(DetailPage):
    permission = "contracts.view"
    model = Contract
    template_name = "contracts/contract.html"
    verbs = (
        Verb(
            _("Submit"),
            "contract_submission",
            "contracts.submit",
            "send",
            _in(DRAFT),
            tone="primary",
        ),
        Verb(_("Edit"), "contract_change", "contracts.change", "pencil", _in(DRAFT)),
        Verb(
            _("Payment terms"), "contract_terms", "contracts.change", "calendar-clock", _in(DRAFT)
        ),
        Verb(_("Take over a quote"), "contract_sync", "contracts.change", "refresh-cw", _in(DRAFT)),
        Verb(_("Withdraw"), "contract_withdrawal", "contracts.submit", "undo-2", _in(REVIEW)),
        Verb(
            _("Signed copy received"),
            "contract_scan",
            "contracts.scan",
            "paperclip",
            _scan_is_out,
            False,
        ),
        Verb(
            _("Correct the day of signing"),
            "contract_signing",
            "contracts.correct",
            "calendar",
            _correctable,
            False,
        ),
    )

    def rows(self):
        related = ("account", "opportunity", "quote", "owner", "project_manager", "credited_to")
        return super().rows().select_related(*related)

    def context(self, **extra):
        contract = self.record
        rounds = rounds_of(contract, self.member)
        quotes = Quote.objects.visible_to(self.member)
        return super().context(
            rounds=rounds,
            waiting=waiting_for(rounds),
            amounts=amounts_of(contract),
            lines=contract.lines.select_related("product"),
            terms=contract.terms.all(),
            versions=quotes.filter(opportunity=contract.opportunity_id).order_by("-pk"),
            **extra,
        )


class ContractCreate(CreatePage):
    """/contracts/new/?quote=12"""

    permission = "contracts.create"
    form_class = NewContractForm
    title = _("New contract")
    success = _("The contract was drafted.")

    def form_kwargs(self):
        return {"member": self.member, "initial": {"quote": self.request.GET.get("quote")}}

    def perform(self, form):
        data = {name: value for name, value in form.cleaned_data.items() if value}
        return actions.draft_from_quote(by=self.member, **data)


class ContractChange(ChangePage):
    permission = "contracts.change"
    model = Contract
    form_class = ContractForm
    title = _("Edit the contract")

    def perform(self, form):
        return actions.change_contract(by=self.member, contract=self.record, **form.changes())
