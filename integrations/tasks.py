"""The worker's part of imports."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from crm.celery import TenantTask
from crm.stepped import SteppedTask
from integrations.actions import discard_import
from integrations.actions.checks import check_file
from integrations.actions.runs import begin_turn, refusal_of, stop_import, write_batch
from integrations.actions.sending import TOPIC, send_again
from integrations.importer.run import uncollected
from integrations.models import FileImport
from tenants.outbox import handles
from tenants.scope import current_tenant_id

State = FileImport.State
# A batch takes a second or two, reading a large file half a minute.
STALLED_AFTER = timedelta(minutes=3)
GIVEN_UP_AFTER = timedelta(days=7)
MOST_TURNS = 20


@handles(TOPIC)
def deliver(payload: dict) -> None:
    """Hand an import over to a worker: the outbox must not wait for its end."""
    headers = {"tenant_id": current_tenant_id(), "actor_id": payload["by"]}
    work_on_import.apply_async([payload["file_import"]], headers=headers)


@shared_task(bind=True, base=SteppedTask, name="integrations.work_on_import")
def work_on_import(self, file_import_id: int) -> None:
    """Check a file, or write its rows batch by batch. Safe to run twice or in parallel."""
    with uncollected():
        with self.step():
            file_import = FileImport.objects.select_related("by").get(pk=file_import_id)
            if file_import.state == State.CHECKING:
                check_file(file_import=file_import)
        if file_import.state == State.RUNNING:
            with override(file_import.language):
                _run(self, file_import)


def _run(task: SteppedTask, file_import: FileImport) -> None:
    with task.step():
        if reason := refusal_of(file_import):
            stop_import(file_import=file_import, reason=reason)
            return
        turn = begin_turn(file_import=file_import)
    more = True
    while more:
        with task.step():
            more = write_batch(file_import=file_import, turn=turn)


@shared_task(base=TenantTask, name="integrations.tend_imports")
def tend_imports() -> int:
    """Go on with imports whose worker was lost; give up files that nobody came back to. Returns
    how many it dealt with."""
    now = timezone.now()
    stalled = FileImport.objects.filter(
        state__in=[State.CHECKING, State.RUNNING], progress_at__lt=now - STALLED_AFTER
    )
    old = FileImport.objects.filter(
        state__in=[State.DRAFT, State.CHECKED], created_at__lt=now - GIVEN_UP_AFTER
    )
    dealt = [_go_on(file_import) for file_import in stalled]
    dealt += [discard_import(by=None, file_import=file_import) for file_import in old]
    return len(dealt)


def _go_on(file_import: FileImport) -> None:
    if file_import.turns < MOST_TURNS:
        send_again(file_import=file_import)
        return
    with override(file_import.language):
        stop_import(file_import=file_import, reason=_("The worker was lost again and again."))
