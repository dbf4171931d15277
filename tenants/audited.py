"""What the audit trail speaks of, for people: tables, columns and values in words (spec 01)."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.db.models import Field, Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tenants.worded import worded

# Fields that no form shows, and several tables have under one name.
UNNAMED = {
    "created_at": _("Created at"),
    "owner_id": _("Owner"),
    "imported_by_id": _("Imported by"),
    "submitted_by_id": _("Submitted by"),
    "decided_by_id": _("Decided by"),
    "credited_to_id": _("Credited to"),
    "credited_department_id": _("Credited department"),
}
OWN = ("id", "tenant_id")  # of every row: it says already which record and whose
Pointed = tuple[type[Model], int]
Named = Callable[[type[Model], int], str]


class Change(NamedTuple):
    """Of one field, in words, "" for nothing; `code` where it has no name for people."""

    field: str
    before: str
    after: str
    code: bool = False


@cache
def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def model_of(table: str) -> type[Model] | None:
    """None for a table whose model is gone."""
    return _models().get(table)


def table_label(table: str) -> str:
    """The table itself where no model stands behind it any more."""
    model = model_of(table)
    return capfirst(str(model._meta.verbose_name)) if model else table


def table_choices() -> list[tuple[str, str]]:
    """[(table, label)] of what leaves rows in the trail, by label."""
    audited = [table for table, model in _models().items() if getattr(model, "audited", False)]
    return sorted(((table, table_label(table)) for table in audited), key=lambda pair: pair[1])


@cache
def _fields(table: str) -> dict[str, Field]:
    """{column: field}, in the order of the model."""
    model = model_of(table)
    return {field.column: field for field in model._meta.local_fields} if model else {}


def column_label(table: str, column: str) -> str:
    """A relation without a name of its own is called by what it points at; "" for a column that
    is made of others and has no name for people."""
    field = _fields(table).get(column)
    if field is not None and isinstance(field.verbose_name, Promise):
        return capfirst(str(field.verbose_name))
    if column in UNNAMED:
        return str(UNNAMED[column])
    if field is not None and field.is_relation and field.related_model is not model_of(table):
        return capfirst(str(field.related_model._meta.verbose_name))
    return ""


def pointed_at(row) -> Pointed | None:
    """The record behind a generic pointer (kind, object_id) that an audit row holds."""
    whole = row.new or row.old or {}
    kinds = getattr(model_of(row.table), "kinds", tuple)()
    kind = next((kind for kind in kinds if kind.name == whole.get("kind")), None)
    return (kind.model, whole["object_id"]) if kind and "object_id" in whole else None


def mentioned(row) -> Iterator[Pointed]:
    """(model, id) of the record of an audit row and of all that its values point at."""
    if model := model_of(row.table):
        yield model, row.row
    if pointed := pointed_at(row):
        yield pointed
    relations = [field for field in _fields(row.table).values() if field.is_relation]
    for values in filter(None, [row.old, row.new]):
        for field in relations:
            if values.get(field.column) is not None:
                yield field.related_model, values[field.column]


def changes(row, named: Named) -> list[Change]:
    """What an audit row changed: fields in the order of the record, those without a name for
    people last, without those that were only made of others (sort keys, paths)."""
    old, new = row.old or {}, row.new or {}
    fields, pointed = _fields(row.table), pointed_at(row)
    shown = []
    for column in [*fields, *sorted((old.keys() | new.keys()) - fields.keys())]:
        if column in OWN or (pointed and column in ("kind", "object_id")):
            continue
        field, label = fields.get(column), column_label(row.table, column)
        if field is not None and not field.editable and not label:
            continue
        before, after = (worded(field, values.get(column), named) for values in (old, new))
        if before or after:
            shown.append(Change(label or column, before, after, not label))
    if pointed:
        name = named(*pointed)
        about = capfirst(str(pointed[0]._meta.verbose_name))
        shown.insert(0, Change(about, name if old else "", name if new else ""))
    return sorted(shown, key=lambda change: change.code)
