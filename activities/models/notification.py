"""What a member is told in the product; `key` makes sure that it is told once."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.event import Pointer
from tenants.base import TenantManager, TenantQuerySet
from tenants.fields import TenantForeignKey


class NotificationQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Only his own: even an administrator does not read what others are told."""
        return self.filter(member=member)

    def unread(self):
        return self.filter(read_at=None)


class Notification(Pointer):
    member = TenantForeignKey("people.Member", related_name="notifications")
    verb = models.CharField(max_length=50)
    key = models.CharField(max_length=120)
    text = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True)

    audited = False

    objects = TenantManager.from_queryset(NotificationQuerySet)()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "member", "key"], name="notified_once")
        ]
        indexes = [
            models.Index(
                fields=["tenant", "member", "-at"],
                condition=models.Q(read_at=None),
                name="notification_unread",
            )
        ]
