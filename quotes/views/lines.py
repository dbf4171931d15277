"""The rows of the builder: counted anew as often as one likes, then saved or submitted."""

from django.utils.translation import gettext_lazy as _

from crm.access import allow
from people.models import Member
from quotes import actions
from quotes.actions.drafts import check_changeable
from quotes.builder import Builder
from quotes.models import Quote
from quotes.views.record import QuotePage
from quotes.views.verbs import submission_outcome


def _save(by: Member, quote: Quote, builder: Builder) -> str:
    actions.set_lines(by=by, quote=quote, **builder.given())
    return _("The lines were saved.")


def _submit(by: Member, quote: Quote, builder: Builder) -> str:
    quote = actions.submit_lines(by=by, quote=quote, why=builder.why, **builder.given())
    return submission_outcome(quote)


STORES = {"save": _save, "submit": _submit}


class QuoteLines(QuotePage):
    """A POST with `do=save` or `do=submit` stores; every other answers with what it would cost.

    htmx gets the same rows that the page includes.
    """

    permission = "quotes.change"
    fragment_name = "quotes/_builder_rows.html"
    posted: Builder | None = None

    def authorise(self):
        allow(self.member, self.permission, self.record)
        check_changeable(self.record)

    def builder(self):
        return self.posted or Builder(self.record, self.member)

    def post(self, request, **kwargs):
        self.posted = builder = Builder(self.record, self.member, request.POST)
        valid = builder.is_valid() and not builder.lacks_reason
        store = STORES.get(request.POST.get("do", ""))
        if store is None or not valid:
            return self.show(200 if valid else 422)
        url = self.record.get_absolute_url()
        return self.done(url, store(by=self.member, quote=self.record, builder=builder))

    def context(self, **extra):
        if self.request.htmx and not self.request.htmx.boosted:
            return {"page": self, "record": self.record, "builder": self.builder()}
        return super().context(**extra)
