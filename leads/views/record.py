from django.utils.translation import gettext_lazy as _

from crm.pages import ChangePage, CreatePage, DetailPage, Verb
from leads import actions
from leads.duplicates import duplicates_of
from leads.forms import LeadForm, NewLeadForm
from leads.models import Lead


def _in(*states: str):
    return lambda lead: lead.state in states


POOLED, ASSIGNED, WORKING = Lead.State.POOLED, Lead.State.ASSIGNED, Lead.State.WORKING
OPEN = _in(ASSIGNED, WORKING)


class LeadPage(DetailPage):
    permission = "leads.view"
    model = Lead
    template_name = "leads/lead.html"
    verbs = (
        Verb(_("Claim"), "lead_claim", "leads.claim", "hand", _in(POOLED), False, "primary"),
        Verb(_("Assign"), "lead_assignment", "leads.assign", "user-check", _in(POOLED), False),
        Verb(_("Start"), "lead_start", "leads.work", "play", _in(ASSIGNED), True, "primary"),
        Verb(_("Edit"), "lead_change", "leads.change", "pencil", OPEN),
        Verb(_("Give back"), "lead_return", "leads.work", "undo-2", OPEN),
        Verb(_("Mark invalid"), "lead_disqualification", "leads.work", "ban", OPEN),
        Verb(
            _("Restore"),
            "lead_restoration",
            "leads.restore",
            "rotate-ccw",
            _in(Lead.State.DISQUALIFIED),
        ),
    )

    def context(self, **extra):
        return super().context(
            masked=self.record.hides_contact_from(self.member),
            duplicates=duplicates_of(self.record, member=self.member),
            **extra,
        )


class LeadCreate(CreatePage):
    permission = "leads.create"
    form_class = NewLeadForm
    template_name = "leads/lead_create.html"
    title = _("New lead")

    def form_kwargs(self):
        return {"member": self.member}

    def said(self, record):
        return _("The lead is yours.") if record.owner_id else _("The lead is in the pool.")

    def perform(self, form):
        return actions.create_lead(by=self.member, **form.cleaned_data)


class LeadChange(ChangePage):
    permission = "leads.change"
    model = Lead
    form_class = LeadForm
    title = _("Edit the lead")

    def perform(self, form):
        return actions.change_lead(by=self.member, lead=self.record, **form.changes())
