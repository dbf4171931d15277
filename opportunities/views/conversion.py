from django.utils.translation import gettext_lazy as _

from crm.pages import VerbPage
from leads.models import Lead
from opportunities import actions
from opportunities.forms_conversion import ConversionForm


class Conversion(VerbPage):
    """/leads/12/conversion/: to the deal if one was opened, else to the customer."""

    permission = "opportunities.convert"
    model = Lead
    form_class = ConversionForm
    title = _("Convert the lead")
    submit = _("Convert")
    success = _("The lead was converted.")

    def form_kwargs(self):
        return {"lead": self.record, "member": self.member}

    def perform(self, form):
        made = actions.convert_lead(by=self.member, lead=self.record, **form.choices())
        account, _contact, deal = made
        return deal or account
