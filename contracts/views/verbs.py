"""One class a verb: each is a noun that one POSTs to (spec 06)."""

from django.utils.translation import gettext_lazy as _

from activities.views.documents import DocumentRequest
from approvals.outlook import outlook
from approvals.panel import asked
from approvals.views.submission import SubmissionPage
from contracts import actions
from contracts.chain import steps_of
from contracts.checks import check_complete
from contracts.forms import ContractForm, PastDayForm, QuoteForm
from contracts.models import Contract
from crm.pages import VerbPage
from crm.templatetags.fairway import listed
from quotes.models import Quote


class QuoteContract(VerbPage):
    """Below its quote: /quotes/12/contract/."""

    permission = "contracts.create"
    model = Quote
    form_class = ContractForm
    title = _("Draft a contract")
    submit = _("Draft the contract")
    success = _("The contract was drafted.")

    def form_kwargs(self):
        return {"initial": {"name": self.record.opportunity.name}}

    def perform(self, form):
        return actions.draft_from_quote(by=self.member, quote=self.record, **form.cleaned_data)


class Sync(VerbPage):
    permission = "contracts.change"
    model = Contract
    form_class = QuoteForm
    title = _("Take over the lines of a quote")
    submit = _("Take over")
    success = _("The lines were taken over.")

    def form_kwargs(self):
        return {
            "contract": self.record,
            "member": self.member,
            "initial": {"quote": self.record.quote_id},
        }

    def perform(self, form):
        return actions.sync_quote(by=self.member, contract=self.record, **form.cleaned_data)


class Submission(SubmissionPage):
    permission = "contracts.submit"
    model = Contract
    title = _("Submit the contract for approval")
    submit = _("Submit")

    def statement(self):
        if self.record.state == Contract.State.DRAFT:
            yield _("While it is in review nobody can change it; you may withdraw it at any time.")
            yield _("Once all have agreed it becomes formal by itself and gets its number.")
            deal = self.record.opportunity
            if deal and deal.status == deal.Status.OPEN:
                yield _("The deal %(name)s then counts as won.") % {"name": deal.name}

    def steps(self):
        if self.record.state != Contract.State.DRAFT:
            return []
        check_complete(self.record)
        return outlook(steps_of(self.record, self.member))

    def perform(self, form):
        return actions.submit_contract(by=self.member, contract=self.record)

    def said(self, record):
        return _("The contract is in review by %(names)s.") % {"names": listed(asked(record))}


class Withdrawal(VerbPage):
    permission = "contracts.submit"
    model = Contract
    title = _("Withdraw the contract from review")
    submit = _("Withdraw")
    success = _("The contract is a draft again.")

    def statement(self):
        yield _("This round ends and the approvals given in it no longer count.")
        yield _("A new submission starts again at the first step.")

    def perform(self, form):
        return actions.withdraw_contract(by=self.member, contract=self.record)


class Scan(VerbPage):
    permission = "contracts.scan"
    model = Contract
    changes = False
    form_class = PastDayForm
    title = _("Signed copy received")
    submit = _("Received")

    def perform(self, form):
        return actions.receive_scan(by=self.member, contract=self.record, **form.cleaned_data)


class Signing(VerbPage):
    permission = "contracts.correct"
    model = Contract
    changes = False
    form_class = PastDayForm
    title = _("Correct the day of signing")

    def form_kwargs(self):
        return {"initial": {"on": self.record.signed_on}}

    def perform(self, form):
        return actions.correct_signing(by=self.member, contract=self.record, **form.cleaned_data)


class ContractOnPaper(DocumentRequest):
    permission = "contracts.view"
    model = Contract
