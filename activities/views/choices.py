"""In which ways a member wants to be told of what (spec 09)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities import actions
from activities.notices import Ways, all_notices, choices_of
from crm.pages import Page


class NoticeChoices(Page):
    """One row a kind, one box a way; a POST holds the boxes that are ticked."""

    permission = "activities.view"
    template_name = "activities/choices.html"
    title = _("What I am told of")

    def get(self, request):
        chosen = choices_of(self.member)
        return self.show(rows=[(kind, chosen[kind.name]) for kind in all_notices()])

    def post(self, request):
        here, mail = request.POST.getlist("in_app"), request.POST.getlist("mail")
        ways = {
            kind.name: Ways(in_app=kind.name in here, mail=kind.name in mail)
            for kind in all_notices()
        }
        actions.choose_notices(by=self.member, ways=ways)
        return self.done(reverse("notice_choices"), _("Your choice was saved."))
