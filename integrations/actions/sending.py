"""Sending for the worker: by the outbox, so that a lost broker loses no import."""

from django.db import transaction
from django.utils import timezone

from integrations.models import FileImport
from tenants.outbox import tell

TOPIC = "import.work"


def send_for_worker(file_import: FileImport) -> None:
    """Ask for a turn at what the import's state wants done; saves the import."""
    file_import.turns += 1
    file_import.progress_at = timezone.now()
    file_import.save()
    payload = {"file_import": file_import.pk, "by": file_import.by_id}
    tell(TOPIC, f"{file_import.pk}-{file_import.turns}", payload)


@transaction.atomic
def send_again(*, file_import: FileImport) -> None:
    """For an import whose worker was lost."""
    file_import = FileImport.objects.locked(file_import.pk)
    if file_import.waits:
        send_for_worker(file_import)
