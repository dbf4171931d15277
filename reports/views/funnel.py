"""The standing funnel with every member, the significant deviations first (spec 08)."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.pages import Page
from reports.days import month_of
from reports.deals import default_period
from reports.forms import FunnelForm, rows_shown
from reports.panels.frame import Frame
from reports.panels.stages import funnel
from reports.staff import Staff
from reports.standing import processes


class FunnelPage(Page):
    permission = "reports.view"
    template_name = "reports/funnel.html"
    title = _("Sales funnel")

    def get(self, request):
        staff = Staff()
        form = FunnelForm(request.GET, member=self.member, staff=staff, processes=processes())
        if not form.is_valid():
            return self.show(422, filter={"form": form})
        today = timezone.localdate()
        frame = Frame(
            viewer=self.member,
            tenant=request.tenant,
            scope=form.scope(),
            month=month_of(today),
            today=today,
            staff=staff,
            days=default_period(form.period()),
        )
        found = funnel(frame, form.chosen_process(), partial(rows_shown, request))
        return self.show(filter={"form": form}, funnel=found)
