"""One class a verb: each is a noun that one POSTs to (spec 05)."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from activities.views.documents import DocumentRequest
from approvals.outlook import outlook
from approvals.panel import asked
from approvals.views.submission import SubmissionPage
from crm.pages import VerbPage
from crm.templatetags.fairway import listed
from products.costs import shows_cost
from quotes import actions
from quotes.asking import check_complete, steps_of, verdict_of
from quotes.forms import AcceptForm, DeclineForm, SubmitForm
from quotes.models import Quote
from quotes.statements import acceptance, counterpart, sending, versioning

RELATED = ("opportunity__contact", "owner", "author", "account", "contact")


def submission_outcome(quote: Quote) -> str:
    """What a submission came to: the author's authority was enough, or who is asked."""
    if quote.state == Quote.State.APPROVED:
        return _("The price is approved: it lies within your authority.")
    return _("Submitted for approval to %(names)s.") % {"names": listed(asked(quote))}


class OnQuote(VerbPage):
    model = Quote

    def rows(self):
        return super().rows().select_related(*RELATED)


class Submission(OnQuote, SubmissionPage):
    permission = "quotes.submit"
    form_class = SubmitForm
    title = _("Submit the quote")
    submit = _("Submit")

    @cached_property
    def lines(self):
        return list(self.record.lines.select_related("product"))

    def form_kwargs(self):
        return {"beyond": bool(verdict_of(self.record, self.lines).over)}

    def steps(self):
        if self.record.state != Quote.State.DRAFT:
            return []
        check_complete(self.lines)
        verdict = verdict_of(self.record, self.lines)
        # To whom costs are hidden, the deciders of a price below cost would tell them.
        told = verdict.over or (verdict.under_cost and shows_cost(self.member))
        return outlook(steps_of(self.record, verdict, self.member)) if told else []

    def perform(self, form):
        return actions.submit_quote(by=self.member, quote=self.record, **form.cleaned_data)

    def said(self, record):
        return submission_outcome(record)


class Withdrawal(OnQuote):
    permission = "quotes.submit"
    title = _("Withdraw the quote from approval")
    submit = _("Withdraw")
    success = _("The quote is a draft again.")

    def statement(self):
        yield _("It becomes a draft again, and nobody has to decide about it any more.")

    def perform(self, form):
        return actions.withdraw_quote(by=self.member, quote=self.record)


class Sending(OnQuote):
    permission = "quotes.send"
    title = _("Mark the quote as sent")
    submit = _("Mark as sent")
    success = _("The quote is marked as sent. From here on it never changes.")

    def statement(self):
        return sending(self.record)

    def perform(self, form):
        return actions.send_quote(by=self.member, quote=self.record)


class Acceptance(OnQuote):
    permission = "quotes.answer"
    form_class = AcceptForm
    title = _("Record that the customer accepted")
    submit = _("Accepted")
    success = _("The customer's acceptance is recorded.")

    def form_kwargs(self):
        return {"initial": {"name": counterpart(self.record)}}

    def statement(self):
        return acceptance(self.record)

    def perform(self, form):
        return actions.accept_quote(by=self.member, quote=self.record, **form.cleaned_data)


class Refusal(OnQuote):
    permission = "quotes.answer"
    form_class = DeclineForm
    title = _("Record that the customer declined")
    submit = _("Declined")
    danger = True
    success = _("The customer's refusal is recorded.")

    def statement(self):
        yield _("The quote is closed; the deal stays open. A new version may follow.")

    def perform(self, form):
        return actions.decline_quote(by=self.member, quote=self.record, **form.cleaned_data)


class Primary(OnQuote):
    permission = "quotes.change"
    title = _("Make this the deal's primary quote")
    submit = _("Make primary")
    success = _("This is the deal's primary quote now.")

    def statement(self):
        yield _("It stands for its deal; the one that did so before no longer does.")

    def perform(self, form):
        return actions.make_primary(by=self.member, quote=self.record)


class Version(OnQuote):
    permission = "quotes.change"
    title = _("Make a new version")
    submit = _("New version")

    def statement(self):
        return versioning(self.record)

    def perform(self, form):
        return actions.new_version(by=self.member, quote=self.record)

    def said(self, record):
        return _("Version %(version)s is a draft: change it, then submit it.") % {
            "version": record.version
        }


class QuoteOnPaper(DocumentRequest):
    permission = "quotes.view"
    model = Quote
