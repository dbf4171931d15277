"""Tasks: made by hand or by a stage, done once."""

from datetime import date

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from activities.actions.events import record_event
from activities.actions.notifications import notify
from activities.kinds import get_kind, kind_of
from activities.models import Task
from people.models import Member


@transaction.atomic
def add_task(
    *,
    by: Member | None,
    record: Model,
    title: str,
    owner: Member,
    due_on: date | None = None,
    required: bool = False,
    template: str = "",
) -> Task:
    """Give `owner` something to do on a record. `template` names the stage's task it came from."""
    task = Task.objects.create(
        kind=kind_of(record).name,
        object_id=record.pk,
        title=title,
        owner=owner,
        due_on=due_on,
        required=required,
        template=template,
    )
    names = {"title": title, "owner": owner.name}
    record_event("task.added", record, by=by, **names)
    notify([owner], "task.added", record, by=by, key=f"task-{task.pk}", **names)
    return task


@transaction.atomic
def finish_task(*, by: Member, task: Task) -> Task:
    """Mark a task done; doing it twice changes nothing."""
    task = Task.objects.locked(task.pk)
    if task.done_at:
        return task
    task.done_at = timezone.now()
    task.save(update_fields=["done_at"])
    kind = get_kind(task.kind)
    record = kind.model.objects.get(pk=task.object_id)
    record_event("task.done", record, by=by, title=task.title)
    kind.touched(record, task.done_at)
    return task
