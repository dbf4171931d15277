from functools import cached_property

from django.utils.translation import gettext_lazy as _

from activities.papers import papers_of
from approvals.panel import rounds_of, waiting_for
from contracts import actions
from contracts.checks import Need, amounts_of, checklist, needs
from contracts.forms import ContractForm, NewContractForm
from contracts.models import Contract
from contracts.offers import guided
from contracts.terms import terms_of
from crm.pages import ChangePage, CreatePage, DetailPage
from quotes.models import Quote


class ContractPage(DetailPage):
    permission = "contracts.view"
    model = Contract
    template_name = "contracts/contract.html"

    @cached_property
    def needs(self) -> list[Need]:
        return needs(self.record) if self.record.state == Contract.State.DRAFT else []

    @property
    def verbs(self):
        return guided(self.needs)

    def may_set_terms(self) -> bool:
        draft = self.record.state == Contract.State.DRAFT
        may = self.member.can("contracts.change") and self.record.changeable_by(self.member)
        return draft and may

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
            checklist=checklist(self.needs) if contract.changeable_by(self.member) else None,
            amounts=amounts_of(contract),
            lines=contract.lines.select_related("product"),
            terms=terms_of(contract),
            papers=papers_of(contract),
            may_set_terms=self.may_set_terms() and contract.pk,
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
