"""Clean rows written by the actions of their room: made, changed, or found to be here already."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from crm.refusals import InputRefused
from integrations.importer import keys
from integrations.importer.errors import RowError, reason_of
from integrations.importer.fields import Kind, Row
from integrations.importer.outcome import CHANGED, CREATED, REFUSED, UNCHANGED, Written
from integrations.importer.prepare import Prepared
from integrations.models import ExternalId
from tenants.states import MoveNotAllowed

NUMBERS = 2000
# What a single row may be refused for only when it is written; anything else stops the import.
OF_A_ROW = (InputRefused, ValidationError, MoveNotAllowed, IntegrityError, DataError)


def store(prepared: Prepared, rows: list[Row]) -> list[Written]:
    """Write a batch, inside the caller's transaction, and say of each row what became of it."""
    kind, mapping, outcome = prepared.kind, prepared.mapping, prepared.outcome
    ways = {row.number: keys.keys_of(kind, row, mapping.key) for row in rows}
    wanted = {key for found in ways.values() for key in found}
    here = keys.existing(kind, wanted, prepared.context.system)
    known, new, written = [], [], []
    for row in rows:
        record = next((here[key] for key in ways[row.number] if key in here), None)
        if record is None:
            new.append(row)
        else:
            known.append((row, record))
            written.append(_meet(prepared, row, record))
    made = _record(prepared, new)
    written += [Written(row.number, CREATED, record.pk) for row, record in made]
    gone = {row.number for row in new} - {row.number for row, _record in made}
    written += [Written(number, REFUSED) for number in sorted(gone)]
    _count(outcome, written)
    if "external_id" not in {column.name for column in kind.model._meta.fields}:
        _remember(kind, [*known, *made], prepared.context.system)
    return written


def _count(outcome, written: list[Written]) -> None:
    whats = [each.what for each in written]
    outcome.created += whats.count(CREATED)
    outcome.changed += whats.count(CHANGED)
    outcome.unchanged += whats.count(UNCHANGED)


def _record(prepared: Prepared, rows: list[Row]) -> list[tuple[Row, Model]]:
    """All rows in one go; if one of them is refused, each by itself, and that one left out."""
    if not rows:
        return []
    try:
        with transaction.atomic():
            records = prepared.kind.record(prepared.by, rows, prepared.context)
    except OF_A_ROW as refused:
        # What they made beside themselves (departments, categories) went with them.
        prepared.context.known.clear()
        if len(rows) == 1:
            prepared.outcome.errors.append(
                RowError(rows[0].number, "", _why(prepared.kind, refused))
            )
            return []
        return [pair for row in rows for pair in _record(prepared, [row])]
    return list(zip(rows, records, strict=True))


def _why(kind: Kind, refused: Exception) -> str:
    if isinstance(refused, IntegrityError | DataError):
        if said := _said_by_model(kind, refused):
            return said
        told = str(refused).splitlines()[0]
        return _("The database refused it: %(reason)s") % {"reason": told}
    if isinstance(refused, MoveNotAllowed):
        return str(refused.reason)
    return reason_of(refused)


def _said_by_model(kind: Kind, refused: Exception) -> str:
    """The model's own sentence for the constraint that refused a row; "" without one."""
    told = getattr(refused.__cause__, "diag", None)  # by the database; Django raises some itself
    name = told and told.constraint_name
    broken = next((one for one in kind.model._meta.constraints if one.name == name), None)
    if broken is None or broken.violation_error_message is broken.default_violation_error_message:
        return ""
    return str(broken.violation_error_message)


def _meet(prepared: Prepared, row: Row, record: Model) -> Written:
    """A row that is here already: skipped, changed or refused, as the map says."""
    kind, choice = prepared.kind, prepared.mapping.existing
    if choice == "refuse":
        reason = _("There is such a record already.")
        prepared.outcome.errors.append(RowError(row.number, "", reason, str(record)))
        return Written(row.number, REFUSED)
    changes = _changes(kind, row, record) if choice == "update" else {}
    if not changes:
        return Written(row.number, UNCHANGED, record.pk)
    before = {name: _plain(getattr(record, name)) for name in changes}
    try:
        with transaction.atomic():
            kind.change(prepared.by, record, changes)
    except OF_A_ROW as refused:
        prepared.outcome.errors.append(RowError(row.number, "", _why(kind, refused)))
        return Written(row.number, REFUSED)
    return Written(row.number, CHANGED, record.pk, before)


def _changes(kind: Kind, row: Row, record: Model) -> dict:
    return {
        name: row.values[name]
        for name in sorted(kind.changeable & row.values.keys())
        if getattr(record, name) != row.values[name]
    }


def _plain(value):
    return value.pk if isinstance(value, Model) else value


def _remember(kind: Kind, pairs: list, system: str) -> None:
    """Keep what the (row, record) pairs are called where they come from."""
    numbers = [
        ExternalId(
            kind=kind.pointer,
            object_id=record.pk,
            system=system,
            external_id=row.values["external_id"],
        )
        for row, record in pairs
        if row.values.get("external_id")
    ]
    ExternalId.objects.bulk_create(numbers, batch_size=NUMBERS, ignore_conflicts=True)
