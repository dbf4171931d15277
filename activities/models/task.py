"""Tasks: what somebody has to do next on a record."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.kinds import get_kind
from activities.models.event import Pointer
from activities.models.search import SearchEntry
from people.models import OwnedModel, OwnedQuerySet
from tenants.base import TenantManager
from tenants.fields import TenantForeignKey


class TaskQuerySet(OwnedQuerySet):
    def open(self):
        return self.filter(done_at=None)

    def due(self):
        """To be done today: due by today, or without a day."""
        today = timezone.localdate()
        return self.open().filter(models.Q(due_on__lte=today) | models.Q(due_on=None))

    def named(self):
        """With `about`, the name of the record that each task is on."""
        entry = SearchEntry.objects.filter(
            kind=models.OuterRef("kind"), object_id=models.OuterRef("object_id")
        )
        return self.annotate(about=models.Subquery(entry.values("title")))


class Task(OwnedModel, Pointer):
    title = models.CharField(_("task"), max_length=200)
    due_on = models.DateField(_("due"), null=True, blank=True)
    owner = TenantForeignKey("people.Member", verbose_name=_("owner"), related_name="tasks")
    required = models.BooleanField(_("required to move on"), default=False)
    template = models.CharField(max_length=60, blank=True, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = TenantManager.from_queryset(TaskQuerySet)()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        indexes = [
            models.Index(fields=["tenant", "kind", "object_id"], name="task_of"),
            models.Index(
                fields=["tenant", "owner", "due_on"],
                condition=models.Q(done_at=None),
                name="task_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """A task is looked at on its record."""
        return get_kind(self.kind).url(self.object_id)
