"""The ends of a deal, and the way back."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from crm.templatetags.fairway import money
from opportunities import actions
from opportunities.actions.closing import check_win
from opportunities.actions.records import require_open
from opportunities.forms import AssignForm, TeamForm
from opportunities.forms_closing import InvalidateForm, LoseForm, ReopenForm, WinForm
from opportunities.views.base import DealVerb
from tenants.scope import current_tenant


class Win(DealVerb):
    permission = "opportunities.close"
    form_class = WinForm
    template_name = "opportunities/verb.html"
    fragment_name = "opportunities/_verb_dialog.html"
    title = _("Win the deal")
    submit = _("Won")
    success = _("Congratulations, the deal is won.")
    url_name = "opportunity_win"

    def form_kwargs(self):
        return {"may_override": self.member.can("opportunities.waive")}

    def foretold(self):
        early = self.member.can("opportunities.waive")
        check_win(self.record, by=self.member, early=early)
        return {}

    def statement(self):
        amount = money(self.record.amount, current_tenant().currency)
        credit = {"amount": amount, "owner": self.record.owner.name}
        if self.record.amount:
            yield _("%(amount)s counts as won today, to the credit of %(owner)s.") % credit
        yield _("The deal leaves the open stages and the forecast.")

    def perform(self, form):
        return actions.win(by=self.member, opportunity=self.record, **form.cleaned_data)

    def context(self, **extra):
        """The page may be answering for the board's move, so the form names its own URL."""
        return super().context(action=reverse(self.url_name, args=[self.record.pk]), **extra)


class Loss(Win):
    form_class = LoseForm
    title = _("Close the deal as lost")
    submit = _("Lost")
    success = _("The deal was closed as lost.")
    danger = True
    url_name = "opportunity_loss"

    def form(self, data=None, files=None):
        """A card dropped on the end asks for the reason first, without complaining."""
        dropped = data is not None and "reason" not in data
        return super().form() if dropped else super().form(data, files)

    def form_kwargs(self):
        return {}

    def foretold(self):
        require_open(self.record)
        return {}

    def statement(self):
        owner = {"owner": self.record.owner.name}
        yield _("The deal leaves the board and the forecast.")
        yield _("It counts as lost in the win rate of %(owner)s.") % owner

    def perform(self, form):
        return actions.lose(by=self.member, opportunity=self.record, **form.cleaned_data)


class Invalidation(Loss):
    form_class = InvalidateForm
    title = _("Close the deal as invalid")
    submit = pgettext_lazy("deal", "Invalid")
    success = _("The deal was closed as invalid.")
    url_name = "opportunity_invalidation"

    def statement(self):
        yield _("The deal leaves the board and every figure, the win rate too.")

    def perform(self, form):
        return actions.invalidate(by=self.member, opportunity=self.record, **form.cleaned_data)


class Reopening(DealVerb):
    permission = "opportunities.reopen"
    form_class = ReopenForm
    template_name = "opportunities/verb.html"
    fragment_name = "opportunities/_verb_dialog.html"
    title = _("Open the deal again")
    submit = _("Open again")

    def perform(self, form):
        return actions.reopen(by=self.member, opportunity=self.record, **form.cleaned_data)


class Assignment(DealVerb):
    permission = "opportunities.assign"
    form_class = AssignForm
    title = _("Hand the deal over")
    submit = _("Hand over")
    success = _("The deal was handed over.")

    def perform(self, form):
        return actions.assign_opportunity(
            by=self.member, opportunity=self.record, **form.cleaned_data
        )


class Team(DealVerb):
    permission = "opportunities.share"
    form_class = TeamForm
    title = _("Take colleagues into the team")
    submit = _("Share")

    def perform(self, form):
        actions.share_opportunity(by=self.member, opportunity=self.record, **form.cleaned_data)
        return self.record
