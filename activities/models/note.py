"""What a member did with a customer: call, visit, meeting, message, or a plain note (spec 09)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.event import Pointer
from tenants.fields import TenantForeignKey


class Note(Pointer):
    class Type(models.TextChoices):
        CALL = "call", _("Call")
        VISIT = "visit", _("Visit")
        MEETING = "meeting", _("Meeting")
        DEMO = "demo", _("Demo")
        MESSAGE = "message", _("Message")
        NOTE = "note", _("Note")

    type = models.CharField(_("type"), max_length=10, choices=Type.choices, default=Type.CALL)
    text = models.TextField(_("what was said"), max_length=5000)
    at = models.DateTimeField(_("time"))
    author = TenantForeignKey("people.Member", related_name="+")

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        indexes = [models.Index(fields=["tenant", "kind", "object_id", "type"], name="note_of")]
