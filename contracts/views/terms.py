"""The grid of payment terms: counted anew as often as one likes, then saved (spec 07)."""

from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRedirect

from contracts import actions
from contracts.actions.drafting import check_draft
from contracts.models import Contract
from contracts.termeditor import TermEditor
from crm.pages import VerbPage


class Terms(VerbPage):
    """A POST with `do=save` stores; every other answers with what the parts come to.

    htmx gets the same rows that the page includes.
    """

    permission = "contracts.change"
    model = Contract
    template_name = "contracts/terms.html"
    fragment_name = "contracts/_terms_rows.html"
    title = _("Payment terms")
    success = _("The payment terms are set.")
    restates = False

    def rows(self):
        return super().rows().select_related("quote")

    def authorise(self):
        super().authorise()
        check_draft(self.record)

    def form(self, data=None, files=None):
        return TermEditor(self.record, data)

    def get(self, request, **kwargs):
        """Verbs open in a dialog; a grid has no room there."""
        if request.htmx:
            return HttpResponseClientRedirect(request.get_full_path())
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        if request.POST.get("do") == "save":
            return super().post(request, **kwargs)
        return self.show(form=self.form(request.POST))

    def perform(self, form):
        return actions.set_terms(by=self.member, contract=self.record, terms=form.rows())
