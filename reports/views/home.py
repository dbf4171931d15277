"""今日, the start page of every role (spec 09, UX 3)."""

from django.utils.translation import gettext_lazy as _

from activities.recent import recent
from crm.pages import Page
from opportunities.staleness import Clock, clock
from people.roles import Role
from reports.panels import day
from reports.panels.channels import channels
from reports.panels.figures import Day, figures
from reports.panels.setup import setup

RECENT = 5


class HomePage(Page):
    """Figures on top, what has to be done on the left, what is good to know on the right."""

    permission = "people.home"
    template_name = "reports/home.html"
    title = _("Today")

    def get(self, request):
        member, at = self.member, clock()
        return self.show(
            today=at.today,
            figures=figures(Day(member, request.tenant, at)),
            tasks=day.tasks(member, at.today),
            recent=recent(member, RECENT),
            **self.by_permission(at),
        )

    def by_permission(self, at: Clock) -> dict:
        member, panels = self.member, {}
        if member.can("approvals.decide"):
            panels["waiting"] = day.waiting(member)
        if member.is_(Role.REP):
            panels["attention"] = day.attention(member, at)
        if member.is_(Role.MANAGER):
            panels["stages"] = day.stages(member, at)
            panels["team"] = day.team_stale(member, at)
        if member.is_(Role.PROJECT) or member.is_(Role.LEGAL):
            panels["review"] = day.in_review(member)
        if member.can("payments.confirm"):
            panels["receipts"] = day.receipts(member)
        if member.can("payments.chase"):
            panels["overdue"] = day.overdue(member, at.today)
        if member.is_(Role.MARKETING):
            panels["channels"] = channels(member)
        if member.can("people.configure"):
            panels["setup"] = setup(at.today)
        return panels
