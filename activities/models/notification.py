"""What a member is told, once, and in which ways he wants to be."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.event import Pointer
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey


class NotificationQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Only his own: even an administrator does not read what others are told."""
        return self.filter(member=member, in_app=True)

    def unread(self):
        return self.filter(read_at=None, in_app=True)


class Notification(Pointer):
    """`key` names the occurrence: the row is what makes sure that it is told once, also where the
    member wants it by mail alone (`in_app` is False)."""

    member = TenantForeignKey("people.Member", related_name="notifications")
    actor = TenantForeignKey("people.Member", null=True, related_name="+")
    verb = models.CharField(max_length=50)
    key = models.CharField(max_length=120)
    subject = models.CharField(max_length=200, blank=True)  # the record's name when it was told
    text = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict)
    in_app = models.BooleanField(default=True)
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


class NoticeChoice(TenantModel):
    """How one member wants to be told of one kind; without a row the kind's own way counts."""

    member = TenantForeignKey("people.Member", related_name="notice_choices")
    notice = models.CharField(max_length=40)
    in_app = models.BooleanField(_("here"), default=True)
    mail = models.BooleanField(_("by mail"), default=False)

    class Meta:
        verbose_name = _("choice of notifications")
        verbose_name_plural = _("choices of notifications")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "member", "notice"], name="notice_chosen_once"
            )
        ]
