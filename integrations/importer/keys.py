"""Rows that are here already, and rows that stand twice in the file."""

from collections import defaultdict

from django.db.models import Model
from django.utils.translation import gettext as _

from integrations.importer.errors import RowError
from integrations.importer.fields import Kind, Row
from integrations.importer.relations import numbered

Key = tuple


def keys_of(kind: Kind, row: Row, chosen: tuple[str, ...]) -> list[tuple[tuple[str, ...], Key]]:
    """[(fields, values)] by which the row is known again, the surest first."""
    ways = (_key(row, fields) for fields in ((chosen,) if chosen else kind.keys))
    best = next(filter(None, ways), None)
    unique = [_key(row, (name,)) for name in kind.unique]
    return [key for key in dict.fromkeys((best, *unique)) if key]


def _key(row, fields):
    values = tuple(_plain(row.values.get(name, "")) for name in fields)
    return (fields, values) if values[0] != "" else None


def existing(kind: Kind, keys: set, system: str) -> dict[tuple, Model]:
    """{(fields, values): record} of the keys that the database has."""
    by_fields = defaultdict(set)
    for fields, values in keys:
        by_fields[fields].add(values)
    found = {}
    for fields, wanted in by_fields.items():
        if fields == ("external_id",) and not _has(kind.model, "external_id"):
            records = _by_number(kind, {value for (value,) in wanted}, system)
        else:
            records = _by_columns(kind, fields, wanted)
        found |= {(fields, values): record for values, record in records.items()}
    return found


def once(
    kind: Kind, rows: list[Row], chosen: tuple[str, ...], places: dict[str, str]
) -> tuple[list[Row], list[RowError]]:
    """The rows without those that repeat an earlier row's key. `places` are the headings of
    fields."""
    seen: dict[tuple, int] = {}
    kept, errors = [], []
    for row in rows:
        keys = keys_of(kind, row, chosen)
        twice = next((key for key in keys if key in seen), None)
        if twice is None:
            seen |= dict.fromkeys(keys, row.number)
            kept.append(row)
            continue
        reason = _("It is the same record as row %(row)s.") % {"row": seen[twice]}
        errors.append(
            RowError(
                row.number,
                ", ".join(places[name] for name in twice[0] if name in places),
                reason,
                str(twice[1][0]),
            )
        )
    return kept, errors


def _by_number(kind, numbers, system):
    ids = numbered(kind.pointer, numbers, system)
    records = kind.model.objects.in_bulk(ids.values())
    return {(number,): records[pk] for number, pk in ids.items() if pk in records}


def _by_columns(kind, fields, wanted):
    columns = [kind.model._meta.get_field(name).attname for name in fields]
    leading = {values[0] for values in wanted}
    candidates = kind.model.objects.filter(**{f"{columns[0]}__in": leading})
    found = {}
    for record in candidates:
        values = tuple(_plain(getattr(record, column)) for column in columns)
        if values in wanted:
            found.setdefault(values, record)
    return found


def _has(model, name):
    return any(field.name == name for field in model._meta.fields)


def _plain(value):
    if isinstance(value, Model):
        return value.pk
    return "" if value is None else value
