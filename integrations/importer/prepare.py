"""A file made ready to be written: read, cleaned, linked, checked, in the order to write it.

Writes no row of the file, so a job may prepare a second time and go on where it was stopped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from integrations.importer import keys, levels, linking
from integrations.importer.binding import Bound, bind
from integrations.importer.errors import MapRefused, RowError
from integrations.importer.fields import Kind, Row
from integrations.importer.headings import deleted_column
from integrations.importer.mapping import Map
from integrations.importer.outcome import Outcome
from integrations.importer.readers import YES, Context
from integrations.importer.rows import Cleaner, Sheet, without
from integrations.tabular import read_table
from people.models import Member
from tenants.scope import current_tenant


@dataclass
class Prepared:
    """`rows` are the clean ones; what was refused so far stands in `outcome`."""

    by: Member
    kind: Kind
    mapping: Map
    bound: list[Bound]
    context: Context
    rows: list[Row]
    outcome: Outcome

    def batches(self, size: int, done: frozenset[int] = frozenset()) -> Iterator[list[Row]]:
        """At most `size` rows each, without those whose number is in `done`; a batch must be
        written before the next is asked for, since its rows may be parents of later ones."""
        rows = [row for row in self.rows if row.number not in done]
        errors = self.outcome.errors
        for level in levels.in_order(self.kind, rows, self.bound, self.context, errors):
            for start in range(0, len(level), size):
                yield level[start : start + size]


def prepare(*, by: Member, kind: Kind, data: bytes, mapping: Map) -> Prepared:
    """FileRefused and MapRefused are about the file as a whole; rows with errors are left out."""
    _refuse_other_kinds(kind, mapping)
    table = read_table(data, mapping.encoding, mapping.delimiter, mapping.sheet)
    outcome = Outcome(kind.name, header=table.header)
    mapping = _with_deleted(mapping, table.header)
    bound = bind(kind, mapping, table.header)
    sheet, outcome.left_out = without(table.rows, mapping.leave_out)
    outcome.read, outcome.sheet = len(sheet) + outcome.left_out, dict(sheet)
    context = Context(
        current_tenant(),
        timezone.now(),
        mapping.decimal,
        mapping.system,
        mapping.country,
        stages=mapping.stages,
    )
    rows = _clean(by, bound, mapping, context, sheet, outcome)
    rows = _keep(rows, outcome, linking.link(kind, rows, bound, context, by, outcome.notes))
    rows = _keep(rows, outcome, _checked(kind, rows, bound, context))
    rows, repeated = keys.once(kind, rows, mapping.key, _places(bound))
    outcome.errors += repeated
    similar = list(_placed(kind.similar(rows), bound))
    outcome.notes += similar
    outcome.similar = {note.row for note in similar}
    return Prepared(by, kind, mapping, bound, context, rows, outcome)


def _refuse_other_kinds(kind: Kind, mapping: Map) -> None:
    if mapping.kind and mapping.kind != kind.name:
        message = _("This map is for %(kind)s.")
        raise MapRefused(message, code="kind", kind=mapping.kind)
    if mapping.existing == "update" and not kind.changeable:
        message = _("An import adds %(kind)s, it does not change those that are here.")
        raise MapRefused(message, code="value", kind=kind.name)


def _with_deleted(mapping: Map, header: list[str]) -> Map:
    """Without a map, rows that were deleted where they come from stay away."""
    column = deleted_column(header)
    if mapping.rules or mapping.leave_out or column is None:
        return mapping
    return replace(mapping, leave_out={column: YES})


def _clean(by, bound, mapping: Map, context: Context, sheet: Sheet, outcome) -> list[Row]:
    cleaner = Cleaner(bound, mapping, context, sheet, domain=by.email.partition("@")[2])
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


def _places(bound: list[Bound]) -> dict[str, str]:
    return {each.field.name: each.place for each in bound}


def _placed(notes: Iterable[RowError], bound: list[Bound]) -> Iterator[RowError]:
    """Notes on fields as notes on the file's columns."""
    places = _places(bound)
    return (replace(note, column=places.get(note.column, note.column)) for note in notes)


def _checked(kind: Kind, rows: list[Row], bound: list[Bound], context: Context):
    places = _places(bound)
    for row in rows:
        for name, reason in kind.check(row, context):
            yield RowError(row.number, places.get(name, name), reason)
