"""What other rooms show of tasks on the pages of their records."""

from django.db.models import F, Model

from activities.kinds import kind_of
from activities.models import Task
from crm.pages import Panel, add_panel
from people.models import Member


def show_tasks(kind: str) -> None:
    """Put the tasks beside the records of a kind."""
    add_panel(Panel(kind, "activities/_tasks.html", tasks_of, aside=True))


def tasks_of(record: Model, member: Member) -> dict:
    """The record's open tasks, the next due first; he finishes those of his own and his team."""
    own = {"kind": kind_of(record).name, "object_id": record.pk}
    rows = Task.objects.open().filter(**own).select_related("owner")
    rows = rows.order_by(F("due_on").asc(nulls_last=True), "pk")
    return {"tasks": [(task, task.changeable_by(member)) for task in rows]}
