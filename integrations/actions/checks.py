"""The columns of a file mapped, and all of it tried out: written and taken back by the worker."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from activities.actions import record_event
from crm.refusals import InputRefused
from integrations.actions.sending import send_for_worker
from integrations.importer.errors import reason_of
from integrations.importer.kinds import KINDS
from integrations.importer.mapping import map_of
from integrations.importer.outcome import Outcome
from integrations.importer.run import rehearse_or_run
from integrations.models import FileImport
from integrations.preview import preview_of
from people.models import Member
from tenants.states import MoveNotAllowed, move


@transaction.atomic
def map_columns(*, by: Member, file_import: FileImport, mapping: dict) -> FileImport:
    """Keep which column fills which field, and have the file checked like this."""
    file_import = FileImport.objects.locked(file_import.pk)
    move(file_import.check_again, mapping)
    send_for_worker(file_import)
    record_event("import.mapped", file_import, by=by)
    return file_import


@transaction.atomic
def check_file(*, file_import: FileImport) -> FileImport:
    """The worker's part: what would come of each row. Twice is harmless."""
    file_import = FileImport.objects.locked(file_import.pk)
    if file_import.state != FileImport.State.CHECKING:
        return file_import
    with override(file_import.language):
        try:
            outcome, preview = _rehearse(file_import)
        except (InputRefused, ValidationError) as refused:
            move(file_import.fail_check, reason_of(refused))
        except MoveNotAllowed as refused:
            move(file_import.fail_check, str(refused.reason))
        else:
            count(file_import, outcome)
            move(file_import.pass_check, preview)
    file_import.save()
    return file_import


def _rehearse(file_import: FileImport) -> tuple[Outcome, dict]:
    outcome, prepared, written = rehearse_or_run(
        by=file_import.by,
        kind=KINDS[file_import.kind],
        data=bytes(file_import.files.get().content),
        mapping=map_of(file_import.mapping),
        keep=lambda outcome: False,
    )
    return outcome, preview_of(prepared, written)


def count(file_import: FileImport, outcome: Outcome) -> None:
    """What would come of the rows; the run counts anew."""
    file_import.total = outcome.read
    for name in ("created", "changed", "unchanged", "left_out", "refused"):
        setattr(file_import, name, getattr(outcome, name))
