"""One file from its bytes to the database, in one transaction (spec 10, Import)."""

from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from integrations.importer import keys, levels, linking
from integrations.importer.binding import Bound, bind
from integrations.importer.errors import MapRefused, RowError
from integrations.importer.fields import Kind, Row
from integrations.importer.headings import deleted_column
from integrations.importer.mapping import Map
from integrations.importer.readers import YES, Context
from integrations.importer.rows import Cleaner, Sheet, without
from integrations.models import ExternalId
from integrations.tabular import read_table
from people.models import Member
from tenants.scope import current_tenant

BATCH = 2000


@dataclass
class Outcome:
    """What became of a file. `sheet` holds the cells of refused rows, for the file of refusals."""

    kind: str
    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    written: bool = True
    errors: list[RowError] = field(default_factory=list)
    notes: list[RowError] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    sheet: dict[int, dict] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        return len({error.row for error in self.errors})

    @property
    def accepted(self) -> int:
        return self.created + self.changed + self.unchanged


class _Undo(Exception):
    """Rolls back what a dry run wrote."""


def run_import(
    *,
    by: Member,
    kind: Kind,
    data: bytes,
    mapping: Map,
    dry_run: bool = False,
    all_or_nothing: bool = False,
) -> Outcome:
    """Bring a file in. A dry run writes too, and takes it back: it finds what the database finds.

    FileRefused and MapRefused mean that nothing at all was changed. Rows with errors are left
    out one by one, or, with `all_or_nothing`, let nothing in.
    """
    if mapping.kind and mapping.kind != kind.name:
        message = _("This map is for %(kind)s.")
        raise MapRefused(message, code="kind", kind=mapping.kind)
    if mapping.existing == "update" and not kind.changeable:
        message = _("An import adds %(kind)s, it does not change those that are here.")
        raise MapRefused(message, code="value", kind=kind.name)
    table = read_table(data, mapping.encoding, mapping.delimiter, mapping.sheet)
    outcome = Outcome(kind.name, header=table.header)
    try:
        with transaction.atomic():
            _write(by, kind, mapping, table, outcome)
            outcome.written = not dry_run and not (all_or_nothing and outcome.errors)
            if not outcome.written:
                raise _Undo
    except _Undo:
        pass
    outcome.errors.sort(key=lambda error: (error.row, error.column))
    return outcome


def _write(by: Member, kind: Kind, mapping: Map, table, outcome: Outcome) -> None:
    mapping = _with_deleted(mapping, table.header)
    bound = bind(kind, mapping, table.header)
    sheet, outcome.left_out = without(table.rows, mapping.leave_out)
    outcome.read, outcome.sheet = len(sheet) + outcome.left_out, dict(sheet)
    context = Context(
        current_tenant(), timezone.now(), mapping.decimal, mapping.system, stages=mapping.stages
    )
    rows = _clean(kind, bound, mapping, context, sheet, outcome)
    rows = _keep(rows, outcome, linking.link(kind, rows, bound, context, by))
    rows = _keep(rows, outcome, _checked(kind, rows, bound, context))
    rows, repeated = keys.once(kind, rows, mapping.key)
    outcome.errors += repeated
    outcome.notes += kind.similar(rows)
    for batch in levels.in_order(kind, rows, bound, context, outcome.errors):
        for start in range(0, len(batch), BATCH):
            _store(by, kind, mapping, batch[start : start + BATCH], context, outcome)


def _with_deleted(mapping: Map, header: list[str]) -> Map:
    """Without a map, rows that were deleted where they come from stay away."""
    column = deleted_column(header)
    if mapping.rules or mapping.leave_out or column is None:
        return mapping
    return replace(mapping, leave_out={column: YES})


def _clean(kind, bound, mapping, context, sheet: Sheet, outcome: Outcome) -> list[Row]:
    cleaner = Cleaner(bound, mapping, context, sheet)
    rows = []
    for number, cells in sheet:
        row, errors = cleaner.clean(number, cells)
        outcome.errors += errors
        if not errors:
            rows.append(row)
    outcome.notes += cleaner.notes
    return rows


def _keep(rows: list[Row], outcome: Outcome, errors) -> list[Row]:
    """The rows without those that an error was found in."""
    errors = list(errors)
    outcome.errors += errors
    wrong = {error.row for error in errors}
    return [row for row in rows if row.number not in wrong]


def _checked(kind: Kind, rows: list[Row], bound: list[Bound], context: Context):
    places = {each.field.name: each.place for each in bound}
    for row in rows:
        for name, reason in kind.check(row, context):
            yield RowError(row.number, places.get(name, name), reason)


def _store(by, kind: Kind, mapping: Map, rows: list[Row], context, outcome: Outcome) -> None:
    ways = {row.number: keys.keys_of(kind, row, mapping.key) for row in rows}
    here = keys.existing(kind, {key for found in ways.values() for key in found}, context.system)
    known, new = [], []
    for row in rows:
        record = next((here[key] for key in ways[row.number] if key in here), None)
        if record is None:
            new.append(row)
        else:
            known.append((row, record))
            _meet(by, kind, mapping.existing, row, record, outcome)
    records = kind.record(by, new, context)
    outcome.created += len(records)
    if "external_id" not in {column.name for column in kind.model._meta.fields}:
        _remember(kind, [*known, *zip(new, records, strict=True)], context.system)


def _meet(by, kind: Kind, choice: str, row: Row, record, outcome: Outcome) -> None:
    """A row that is here already: skipped, changed or refused, as the map says."""
    if choice == "refuse":
        reason = _("There is such a record already.")
        outcome.errors.append(RowError(row.number, "", reason, str(record)))
        return
    changes = {}
    if choice == "update":
        changes = {
            name: row.values[name]
            for name in kind.changeable & row.values.keys()
            if getattr(record, name) != row.values[name]
        }
    if not changes:
        outcome.unchanged += 1
        return
    kind.change(by, record, changes)
    outcome.changed += 1


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
    ExternalId.objects.bulk_create(numbers, batch_size=BATCH, ignore_conflicts=True)
