"""One class a verb: each is a noun that one POSTs to (spec 02)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.pages import VerbPage
from leads import actions
from leads.forms import AssignForm, DisqualifyForm, GiveBackForm
from leads.models import Lead


class Claim(VerbPage):
    permission = "leads.claim"
    model = Lead
    changes = False
    title = _("Claim the lead")
    submit = _("Claim")
    success = _("The lead is yours.")

    def perform(self, form):
        return actions.claim_lead(by=self.member, lead=self.record)


class Assignment(VerbPage):
    permission = "leads.assign"
    model = Lead
    changes = False
    form_class = AssignForm
    title = _("Assign the lead")
    submit = _("Assign")

    def form_kwargs(self):
        return {"lead": self.record}

    def perform(self, form):
        return actions.assign_lead(by=self.member, lead=self.record, **form.cleaned_data)


class Start(VerbPage):
    permission = "leads.work"
    model = Lead
    title = _("Start to work on the lead")
    submit = _("Start")

    def perform(self, form):
        return actions.start_lead(by=self.member, lead=self.record)


class Return(VerbPage):
    permission = "leads.work"
    model = Lead
    form_class = GiveBackForm
    title = _("Give the lead back to its pool")
    submit = _("Give back")

    def perform(self, form):
        return actions.give_back_lead(by=self.member, lead=self.record, **form.cleaned_data)

    def next_url(self, record):
        """Back in the pool the lead may be out of sight for who had it."""
        visible = Lead.objects.visible_to(self.member).filter(pk=record.pk).exists()
        return record.get_absolute_url() if visible else reverse("leads")


class Disqualification(VerbPage):
    permission = "leads.work"
    model = Lead
    form_class = DisqualifyForm
    title = _("Close the lead as invalid")
    submit = _("Close the lead")
    danger = True

    def perform(self, form):
        return actions.disqualify_lead(by=self.member, lead=self.record, **form.cleaned_data)


class Restoration(VerbPage):
    permission = "leads.restore"
    model = Lead
    title = _("Put the lead back into its pool")
    submit = _("Restore")

    def perform(self, form):
        return actions.restore_lead(by=self.member, lead=self.record)
