"""An import taken back, all of it or nothing: while nobody else has touched its rows (spec 10)."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from activities.actions import record_event
from activities.actions.removing import remove_records
from activities.models import Event
from integrations.importer.fields import Kind
from integrations.importer.kinds import KINDS
from integrations.models import ExternalId, FileImport, ImportRow
from people.models import Member
from tenants.models import AuditRow
from tenants.states import MoveNotAllowed, move

CHUNK = 1000
State = FileImport.State
Result = ImportRow.Result
WRITTEN = (Result.CREATED, Result.CHANGED)


@transaction.atomic
def undo_import(*, by: Member, file_import: FileImport) -> FileImport:
    """Remove what it created and put back what it changed. MoveNotAllowed says why it cannot."""
    file_import = FileImport.objects.locked(file_import.pk)
    if file_import.state == State.UNDONE:
        return file_import
    kind = KINDS[file_import.kind]
    move(file_import.undo)
    _hold(file_import, kind)
    if reason := why_not(file_import):
        raise MoveNotAllowed(reason)
    for row in file_import.rows.filter(result=Result.CHANGED).order_by("-pk"):
        _put_back(by, kind, row)
    created = file_import.rows.filter(result=Result.CREATED).order_by("-pk")
    for ids in _chunks(list(created.values_list("object_id", flat=True))):
        _remove(by, kind, ids)
    file_import.save(update_fields=["state"])
    record_event("import.undone", file_import, by=by)
    return file_import


def _hold(file_import: FileImport, kind: Kind) -> None:
    """Keep the records as they are: a change under way ends first, so that the look sees it."""
    written = file_import.rows.filter(result__in=WRITTEN).values_list("object_id", flat=True)
    for ids in _chunks(sorted(written)):
        held = kind.model.objects.filter(pk__in=ids).order_by("pk")
        list(held.select_for_update(of=("self",)).values_list("pk"))


def why_not(file_import: FileImport) -> str:
    """The reason against undoing, "" if there is none."""
    kind = KINDS[file_import.kind]
    if not kind.removable:
        return _("Deals and receipts stand in ledgers from which nothing is deleted.")
    used = _touched(file_import, kind).count()
    if not used:
        return ""
    text = _("%(count)s of its rows were changed or used since.")
    return text % {"count": used}


def _touched(file_import: FileImport, kind: Kind):
    """Rows to whose record something happened after the import wrote it."""
    record = OuterRef("object_id")
    table = kind.model._meta.db_table
    audit = AuditRow.objects.filter(table=table, row=record, pk__gt=OuterRef("audit_mark"))
    events = Event.objects.filter(
        kind=kind.pointer, object_id=record, pk__gt=OuterRef("event_mark")
    )
    written = file_import.rows.filter(result__in=WRITTEN)
    return written.filter(Exists(audit) | Exists(events))


def _chunks(ids: list[int]):
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _put_back(by: Member, kind: Kind, row: ImportRow) -> None:
    record = kind.model.objects.get(pk=row.object_id)
    kind.change(by, record, {name: _value(kind, name, row.before[name]) for name in row.before})


def _value(kind: Kind, name: str, plain):
    field = kind.model._meta.get_field(name)
    if field.related_model and plain is not None:
        return field.related_model.objects.get(pk=plain)
    return field.to_python(plain)


def _remove(by: Member, kind: Kind, ids: list[int]) -> None:
    ExternalId.objects.filter(kind=kind.pointer, object_id__in=ids).delete()
    rows = kind.model.objects.filter(pk__in=ids)
    remove_records(by=by, kind=kind.pointer, records=rows)
