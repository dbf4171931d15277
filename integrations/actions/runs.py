"""An import for good: batch by batch, each in its own transaction with the count of rows so far.

The count is the token to go on with: a worker that is not the one who wrote the last batch finds
another number than it read, and stops. So a message may come twice, and a killed worker leaves
whole batches behind it, from which the next one goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from activities.models import Event
from integrations.actions.sending import send_for_worker
from integrations.actions.uploads import drop_file
from integrations.importer.fields import Row
from integrations.importer.kinds import KINDS
from integrations.importer.mapping import map_of
from integrations.importer.outcome import REFUSED, Written
from integrations.importer.prepare import Prepared, prepare
from integrations.importer.store import store
from integrations.models import FileImport, ImportRow
from integrations.permissions import IMPORT
from people.models import Member
from tenants.models import AuditRow
from tenants.states import move

BATCH = 1000
State = FileImport.State
COUNTED = (ImportRow.Result.CREATED, ImportRow.Result.CHANGED, ImportRow.Result.UNCHANGED)


@transaction.atomic
def start_import(*, by: Member, file_import: FileImport) -> FileImport:
    """Have the checked rows written. `by` is who they are brought in by."""
    file_import = FileImport.objects.locked(file_import.pk)
    if file_import.state in (State.RUNNING, State.DONE):
        return file_import
    move(file_import.run)
    file_import.by = by
    file_import.created = file_import.changed = file_import.unchanged = 0
    send_for_worker(file_import)
    record_event("import.started", file_import, by=by)
    return file_import


@dataclass
class Turn:
    """One worker's turn at an import."""

    prepared: Prepared
    batches: Iterator[list[Row]]
    position: int


def begin_turn(*, file_import: FileImport) -> Turn:
    """Read the file again and leave out the rows that are through."""
    prepared = prepare(
        by=file_import.by,
        kind=KINDS[file_import.kind],
        data=bytes(file_import.files.get().content),
        mapping=map_of(file_import.mapping),
    )
    done = frozenset(file_import.rows.values_list("row", flat=True))
    return Turn(prepared, prepared.batches(BATCH, done), file_import.position)


@transaction.atomic
def write_batch(*, file_import: FileImport, turn: Turn) -> bool:
    """Write the next rows, or close the import after the last; whether there is more to do."""
    file_import = FileImport.objects.locked(file_import.pk)
    if file_import.state != State.RUNNING or file_import.position != turn.position:
        return False  # another worker is at it, or has ended it
    rows = next(turn.batches, None)
    if rows is None:
        _finish(file_import, turn.prepared)
        return False
    _keep(file_import, turn.prepared, store(turn.prepared, rows))
    turn.position = file_import.position = file_import.position + len(rows)
    file_import.progress_at = timezone.now()
    file_import.save()
    return True


def _keep(file_import: FileImport, prepared: Prepared, written: list[Written]) -> None:
    audit_mark, event_mark = _last(AuditRow), _last(Event)
    refused = {each.row for each in written if each.what == REFUSED}
    rows = [
        ImportRow(
            file_import=file_import,
            row=each.row,
            result=each.what,
            object_id=each.record_id,
            before=each.before,
            audit_mark=audit_mark,
            event_mark=event_mark,
        )
        for each in written
        if each.what != REFUSED
    ]
    ImportRow.objects.bulk_create(rows + refused_rows(file_import, prepared, refused))
    for result in COUNTED:
        count = sum(row.result == result for row in rows)
        setattr(file_import, result, getattr(file_import, result) + count)


def _last(model) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def refused_rows(file_import: FileImport, prepared: Prepared, numbers=None) -> list[ImportRow]:
    """Rows with their cells and reasons; of all that were refused, or of those `numbers`."""
    outcome = prepared.outcome
    reasons: dict[int, list] = {}
    for error in sorted(outcome.errors, key=lambda error: (error.row, error.column)):
        if numbers is None or error.row in numbers:
            reasons.setdefault(error.row, []).append([error.column, error.reason])
    return [
        ImportRow(
            file_import=file_import,
            row=number,
            result=ImportRow.Result.REFUSED,
            reasons=told,
            cells=[outcome.sheet[number][heading] for heading in outcome.header],
        )
        for number, told in reasons.items()
    ]


def _finish(file_import: FileImport, prepared: Prepared) -> None:
    rest = refused_rows(file_import, prepared)
    ImportRow.objects.bulk_create(rest, ignore_conflicts=True, batch_size=1000)
    file_import.refused = file_import.rows.filter(result=ImportRow.Result.REFUSED).count()
    move(file_import.finish, timezone.now())
    file_import.preview = {}
    file_import.save()
    drop_file(file_import)
    data = {"created": file_import.created, "refused": file_import.refused}
    record_event("import.finished", file_import, by=file_import.by, **data)


@transaction.atomic
def stop_import(*, file_import: FileImport, reason: str) -> None:
    """End what cannot go on; what came in stays, and can be undone. A check may be tried again."""
    file_import = FileImport.objects.locked(file_import.pk)
    if file_import.state == State.CHECKING:
        move(file_import.fail_check, reason)
    elif file_import.state == State.RUNNING:
        move(file_import.stop, reason, timezone.now())
        drop_file(file_import)
    else:
        return
    file_import.save()
    record_event("import.stopped", file_import, by=None, text=reason)


def refusal_of(file_import: FileImport) -> str:
    """Why nothing more may be written for the member who brings it in; "" if it may."""
    if file_import.by.active and file_import.by.can(IMPORT):
        return ""
    return _("%(member)s may no longer import.") % {"member": file_import.by.name}
