from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Task
from crm.pages import Page


class HomePage(Page):
    """今日: what is due, overdue and waiting for the member (spec 09)."""

    permission = "people.home"
    template_name = "reports/home.html"
    title = _("Today")

    def get(self, request):
        today = timezone.localdate()
        tasks = Task.objects.open().filter(owner=self.member).order_by("due_on", "pk")
        return self.show(tasks=tasks[:50], today=today)
