"""今日, the start page of every role (spec 09, UX 3)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.recent import recent
from crm.pages import Page
from reports.panels import day


class HomePage(Page):
    permission = "people.home"
    template_name = "reports/home.html"
    title = _("Today")

    def get(self, request):
        member, today = self.member, timezone.localdate()
        panels = {"tasks": day.tasks(member, today), "recent": recent(member, day.SHOWN)}
        if member.can("approvals.decide"):
            panels["waiting"] = day.waiting(member)
        if member.can("opportunities.move"):
            panels["attention"] = day.attention(member)
            panels["own"] = day.own_month(member, today, request.tenant)
        if member.can("payments.confirm"):
            panels["receipts"] = day.receipts(member)
            panels["overdue"] = day.overdue(member, today)
        return self.show(today=today, **panels)
