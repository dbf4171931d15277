from django.db.models import F
from django.utils.translation import gettext_lazy as _

from activities import actions
from activities.kinds import get_kind
from activities.models import Notification
from activities.notices import notice_of
from activities.sentences import icon_of, read
from crm.pages import Page, RecordPage

SHOWN = 100
UNREAD_FIRST = F("read_at").desc(nulls_first=True)


class NotificationList(Page):
    """What the member was told, by kind, the unread first; a POST marks all of it read."""

    permission = "activities.view"
    template_name = "activities/notifications.html"
    title = _("Notifications")

    def get(self, request):
        told = Notification.objects.visible_to(self.member).select_related("actor")
        groups: dict[str, dict] = {}
        for one in told.order_by(UNREAD_FIRST, "-at", "-pk")[:SHOWN]:
            notice = notice_of(one.verb)
            group = groups.setdefault(notice.name, {"notice": notice, "rows": [], "unread": 0})
            group["rows"].append(self.line(one))
            group["unread"] += one.read_at is None
        return self.show(groups=groups.values())

    def post(self, request):
        actions.mark_read(by=self.member)
        return self.done(request.path)

    def line(self, told: Notification) -> dict:
        return {"told": told, "icon": icon_of(told), "sentence": read(told), "url": _record(told)}


class NotificationReading(RecordPage):
    """POST: the member has seen it and goes on to the record."""

    permission = "activities.view"
    model = Notification
    http_method_names = ["post"]

    def post(self, request, **kwargs):
        actions.mark_read(by=self.member, notification=self.record)
        return self.done(_record(self.record))


class NotificationCount(Page):
    """The bell of the top bar, which asks again now and then."""

    permission = "activities.view"
    template_name = fragment_name = "components/_bell.html"

    def get(self, request):
        return self.show()


def _record(told: Notification) -> str:
    return get_kind(told.kind).url(told.object_id)
