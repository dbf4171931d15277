"""The tasks that appear when a deal enters a stage."""

from django.utils import timezone

from activities.actions import add_task
from activities.kinds import kind_of
from activities.models import Task
from opportunities.models import Opportunity, Stage
from people.calendars import add_days
from people.models import Member


def give_tasks(deal: Opportunity, stage: Stage, *, by: Member | None) -> None:
    """Give the owner each task of the stage that this deal has not had before."""
    templates = list(stage.task_templates.all())
    if not templates:
        return
    own = Task.objects.filter(kind=kind_of(deal).name, object_id=deal.pk)
    had = set(own.values_list("template", flat=True))
    for template in templates:
        if str(template.pk) not in had:
            add_task(
                by=by,
                record=deal,
                title=template.title,
                owner=deal.owner,
                due_on=add_days(timezone.localdate(), template.due_days),
                required=template.required,
                template=str(template.pk),
            )
