from django.utils.translation import gettext_lazy as _

from activities import actions
from activities.kinds import get_kind
from activities.models import Notification
from activities.sentences import icon_of, read
from crm.pages import Page

SHOWN = 100


class NotificationList(Page):
    """What the member was told, newest first; a POST marks all of it read."""

    permission = "activities.view"
    template_name = "activities/notifications.html"
    title = _("Notifications")

    def get(self, request):
        told = Notification.objects.visible_to(self.member).select_related("member")
        rows = [self.line(one) for one in told.order_by("-at", "-pk")[:SHOWN]]
        return self.show(events=rows)

    def post(self, request):
        actions.mark_read(by=self.member)
        return self.done(request.path)

    def line(self, told: Notification) -> dict:
        return {
            "icon": icon_of(told),
            "title": read(told),
            "text": told.text,
            "at": told.at,
            "actor": "",
            "url": get_kind(told.kind).url(told.object_id),
            "tone": "" if told.read_at else "amber",
        }
