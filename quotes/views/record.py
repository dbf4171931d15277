from django.utils.translation import gettext_lazy as _

from activities.papers import papers_of
from activities.printing import tax_lines
from approvals.panel import rounds_of
from crm.access import allow, find
from crm.pages import ChangePage, CreatePage, DetailPage, Verb
from opportunities.models import Opportunity
from products.costs import margin_percent, shows_cost
from quotes import actions
from quotes.builder import Builder
from quotes.differences import differences
from quotes.forms import TermsForm
from quotes.history import sold_before
from quotes.lines import stored_price
from quotes.models import Quote

State = Quote.State
RELATED = ("account", "contact", "opportunity__owner", "owner__department", "author")


def in_states(*states: str):
    return lambda quote: quote.state in states


def not_primary(quote: Quote) -> bool:
    return not quote.primary and quote.state != State.SUPERSEDED


ANSWERED = (State.ACCEPTED, State.DECLINED, State.EXPIRED)
CHANGE, SUBMIT, SEND, ANSWER = "quotes.change", "quotes.submit", "quotes.send", "quotes.answer"
DRAFT, PENDING, APPROVED, SENT = State.DRAFT, State.PENDING, State.APPROVED, State.SENT
VERBS = (
    Verb(_("Edit terms"), "quote_change", CHANGE, "pencil", in_states(DRAFT, APPROVED)),
    Verb(_("Withdraw"), "quote_withdrawal", SUBMIT, "undo-2", in_states(PENDING)),
    Verb(_("Send"), "quote_sending", SEND, "mail", in_states(APPROVED), tone="primary"),
    Verb(_("Accepted"), "quote_acceptance", ANSWER, "thumbs-up", in_states(SENT), tone="primary"),
    Verb(_("Declined"), "quote_refusal", ANSWER, "thumbs-down", in_states(SENT)),
    Verb(_("Make primary"), "quote_primary", CHANGE, "star", not_primary),
    Verb(_("New version"), "quote_version", CHANGE, "copy", in_states(SENT, *ANSWERED)),
)


class QuotePage(DetailPage):
    """A draft shows its builder to whoever may change it, everything else its lines."""

    permission = "quotes.view"
    model = Quote
    template_name = "quotes/quote.html"
    verbs = VERBS

    def rows(self):
        return super().rows().select_related(*RELATED)

    def builder(self) -> Builder | None:
        open_to_him = self.member.can(CHANGE) and self.record.changeable_by(self.member)
        return Builder(self.record, self.member) if open_to_him and self.is_draft() else None

    def is_draft(self) -> bool:
        return self.record.state == State.DRAFT

    def context(self, **extra):
        lines = list(self.record.lines.select_related("product"))
        pairs = list(zip(lines, stored_price(lines).lines, strict=True))
        return super().context(
            builder=self.builder(),
            lines=pairs,
            taxes=tax_lines(lines),
            margin=self.margin(lines),
            shows_cost=shows_cost(self.member),
            rounds=rounds_of(self.record, self.member),
            history=sold_before(self.record, lines),
            papers=papers_of(self.record),
            **self.versions(lines),
            **extra,
        )

    def margin(self, lines):
        known = all(line.cost is not None for line in lines)
        cost = sum(line.quantity * line.cost for line in lines) if lines and known else None
        return margin_percent(self.record.net, cost)

    def versions(self, lines) -> dict:
        same = Quote.objects.visible_to(self.member).filter(number=self.record.number)
        versions = list(same.order_by("-version"))
        before = next((v for v in versions if v.version == self.record.version - 1), None)
        return {
            "versions": versions,
            "before": before,
            "differences": differences(before, self.record, lines) if before else [],
        }


class QuoteCreate(CreatePage):
    """Below its deal: /opportunities/12/quotes/new/."""

    permission = "quotes.create"
    form_class = TermsForm
    title = _("New quote")
    success = _("The quote is begun. Add the first product.")

    def load(self, pk: int):
        self.deal = find(Opportunity.objects.select_related("account", "owner"), pk, self.member)

    def authorise(self):
        allow(self.member, self.permission, self.deal)

    def form_kwargs(self):
        initial = {"contact": self.deal.contact_id, "valid_until": actions.last_day()}
        return {"account": self.deal.account, "initial": initial}

    def perform(self, form):
        return actions.create_quote(by=self.member, opportunity=self.deal, **form.cleaned_data)

    def cancel_url(self):
        return self.deal.get_absolute_url()


class QuoteChange(ChangePage):
    permission = CHANGE
    model = Quote
    form_class = TermsForm
    title = _("Edit the terms")
    success = _("The terms were changed.")

    def form_kwargs(self):
        return {"instance": self.record, "account": self.record.account}

    def perform(self, form):
        return actions.change_quote(by=self.member, quote=self.record, **form.changes())
