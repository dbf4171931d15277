"""The timeline: one row per verb, written by the action that did it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.kinds import all_kinds
from tenants.base import TenantManager, TenantModel, TenantQuerySet
from tenants.fields import TenantForeignKey


class Pointer(TenantModel):
    """A generic pointer inside the tenant: kind of the registry, and id. `kinds()` are those that
    a model's rows may point at."""

    kinds = staticmethod(all_kinds)

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()

    class Meta:
        abstract = True


class EventQuerySet(TenantQuerySet):
    def of(self, *pointers: tuple[str, int]):
        """Events of the given (kind, id) pairs, newest first."""
        wanted = models.Q(pk=None)
        for kind, object_id in pointers:
            wanted |= models.Q(kind=kind, object_id=object_id)
        return self.filter(wanted).select_related("actor").order_by("-at", "-pk")


class Event(Pointer):
    """`verb` is a stable name ("lead.claimed"); `data` holds what the sentence needs.

    Sentences are made when shown (activities/sentences.py), so they follow the reader's language.
    """

    at = models.DateTimeField(_("time"))
    actor = TenantForeignKey("people.Member", null=True, related_name="+")
    verb = models.CharField(_("verb"), max_length=50)
    text = models.TextField(_("text"), blank=True)  # reason or note, as the person wrote it
    data = models.JSONField(default=dict)

    audited = False
    append_only = True

    objects = TenantManager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["tenant", "kind", "object_id", "-at"], name="event_timeline")
        ]
