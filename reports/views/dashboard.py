"""The manager's dashboard (spec 00, 08): complete without JavaScript, every figure a link."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.pages import Page
from reports.forms import DashboardForm
from reports.panels.frame import Frame
from reports.panels.goal import goal
from reports.panels.months import months
from reports.panels.stages import funnel
from reports.panels.trouble import owed, stale, stuck
from reports.staff import Staff
from reports.standing import processes


class Dashboard(Page):
    permission = "reports.dashboard"
    template_name = "reports/dashboard.html"
    title = _("Sales dashboard")

    def get(self, request):
        staff = Staff()
        form = DashboardForm(request.GET, member=self.member, staff=staff, processes=processes())
        if not form.is_valid():
            return self.show(422, filter={"form": form})
        frame = Frame(
            viewer=self.member,
            tenant=request.tenant,
            scope=form.scope(),
            month=form.chosen_month(),
            today=timezone.localdate(),
            staff=staff,
        )
        panels = _panels(frame, form.chosen_process())
        return self.show(filter={"form": form}, frame=frame, panels=panels, read_at=timezone.now())


def _panels(frame: Frame, process) -> dict:
    return {
        "goal": goal(frame),
        "months": months(frame),
        "funnel": funnel(frame, process),
        "stuck": stuck(frame),
        "stale": stale(frame),
        "owed": owed(frame),
    }
