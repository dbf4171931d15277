"""催办: remind whoever holds a step up."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import notify, record_event
from approvals.deciders import deciders
from approvals.models import Step
from people.models import Member
from people.superiors import first_superiors
from tenants.states import MoveNotAllowed

EVERY = timedelta(hours=4)


@transaction.atomic
def urge_step(*, by: Member, step: Step) -> Step:
    """Remind whoever may decide a pending step, once in 4 hours; past due his superiors too.

    Raises MoveNotAllowed before the time is up.
    """
    step = Step.objects.locked(step.pk)
    now = timezone.now()
    check_urge(step, now)
    record = step.round.of_kind.model.objects.get(pk=step.round.object_id)
    waited_for = deciders([step])[step.pk]
    key = f"approval-urged-{step.pk}-{now:%Y%m%d%H%M%S}"
    notify(waited_for, "approval.urged", record, by=by, key=key, step=step.name)
    if step.due_at < now:
        late = [member.name for member in waited_for]
        above = {m.pk: m for member in waited_for for m in first_superiors(member)}
        facts = {"step": step.name, "late": late}
        notify(above.values(), "approval.late", record, by=by, key=key, **facts)
    step.urged_at = now
    step.save(update_fields=["urged_at"])
    record_event("approval.urged", record, by=by, step=step.name)
    return step


def next_urge(step: Step) -> datetime:
    """From when on a pending step may be urged."""
    return step.urged_at + EVERY if step.urged_at else step.opened_at


def check_urge(step: Step, now: datetime) -> None:
    """Raise MoveNotAllowed where nobody is waited for, or it is too early."""
    if step.state != Step.State.PENDING:
        raise MoveNotAllowed(_("Nobody is waited for at this step."))
    if now < next_urge(step):
        again = timezone.localtime(next_urge(step))
        raise MoveNotAllowed(
            _("This step was urged already; the next time is %(time)s.")
            % {"time": f"{again:%H:%M}"}
        )
