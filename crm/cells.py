"""What stands in a list's cells, worked out once a column and not once a cell.

django-tables2 looks up accessor, field, display method and arguments anew for every cell: most of
the time of a page of fifty rows, and half a minute of a file of a hundred thousand.
A column whose cells follow from their value alone is `plain` and gets functions here; a column
with code of its own (`render_x` of the table, templates) is asked as django-tables2 asks it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

import django_tables2 as tables
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, JSONField, QuerySet
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django_tables2.columns.base import BoundColumn
from django_tables2.rows import BoundRow

from activities.kinds import kind_of
from crm.links import link_maker
from crm.rendering import escaped

CHUNK = 2000  # rows fetched at once from the server's cursor


@dataclass(frozen=True)
class Cell:
    """One column of a table; `labels` are those of a field with choices."""

    column: BoundColumn
    path: tuple[str, ...]  # from the record to the value
    plain: bool
    labels: dict = field(default_factory=dict)

    def value_of(self, record) -> Any:
        """What the record holds for a plain column; None behind an empty relation."""
        for name in self.path:
            if record is None:
                return None
            record = getattr(record, name)
        return record

    @property
    def links_to_itself(self) -> bool:
        """Whether its link, if it has one, is the page of the row's record."""
        link = self.column.link
        return not link or not (link.url or link.reverse_args or link.accessor)

    def labelled(self, value) -> Any:
        return self.labels.get(value, value) if self.labels else value


def cells_of(table: tables.Table) -> list[Cell]:
    """The visible columns, in their order."""
    return [_cell(table, column) for column in table.columns]


def values(table: tables.Table, limit: int) -> Iterator[list]:
    """The first `limit` rows as Python values: Decimals, dates, local times, words.

    Reads no more columns than it shows where all are plain.
    """
    cells, rows = cells_of(table), table.data.data
    if all(cell.plain for cell in cells):
        found = rows.prefetch_related(None).values_list(*paths_of(cells))[:limit]
        for row in found.iterator(chunk_size=CHUNK):
            yield [cell.labelled(value) for cell, value in zip(cells, row, strict=True)]
        return
    getters = [_getter(table, cell) for cell in cells]
    records = rows[:limit].iterator(chunk_size=CHUNK)
    while part := list(islice(records, CHUNK)):
        table.read_ahead(part)
        for record in part:
            yield [get(record) for get in getters]


def narrowed(table: tables.Table) -> None:
    """Let a table of plain columns read named tuples of what it shows: fifty records with their
    relations take twice as long."""
    cells = cells_of(table)
    if cells and all(cell.plain and cell.links_to_itself for cell in cells):
        rows = table.data.data.prefetch_related(None)
        names = dict.fromkeys(["pk", *rows.query.annotations, *paths_of(cells)])
        table.data.data = rows.values_list(*names, named=True)


def markup(table: tables.Table) -> SafeString:
    """The rows of the table's page as <tr> elements."""
    records = [row.record for row in table.paginated_rows]
    table.read_ahead(records)
    columns = [_drawn(table, cell, records) for cell in cells_of(table)]
    rows = map("".join, zip(*columns, strict=True))
    return mark_safe("\n".join(f"<tr data-row>{row}</tr>" for row in rows))  # noqa: S308


def paths_of(cells: list[Cell]) -> list[str]:
    return ["__".join(cell.path) for cell in cells]


def _drawn(table: tables.Table, cell: Cell, records: list) -> list[str]:
    """A column's cells as <td> elements; everything is escaped that is not marked safe."""
    label = escaped(cell.column.header)
    start = f'<td {cell.column.attrs["td"].as_html()} data-l="{label}">'
    if not cell.plain:
        texts = [escaped(_asked(table, record, cell.column.name)) for record in records]
    else:
        texts = list(map(_text(table, cell), map(_value(table, cell), records)))
        if cell.column.link:
            urls = map(escaped, map(_url(table, cell), records))
            texts = [f'<a href="{url}">{text}</a>' for url, text in zip(urls, texts, strict=True)]
    return [f"{start}{text}</td>" for text in texts]


def _value(table: tables.Table, cell: Cell) -> Callable[[Any], Any]:
    return attrgetter("__".join(cell.path)) if _is_flat(table) else cell.value_of


def _url(table: tables.Table, cell: Cell) -> Callable[[Any], str]:
    """From a record or a row to where its cell leads."""
    if _is_flat(table):
        page = link_maker(kind_of(table.data.data.model).page)
        return lambda row: page(row.pk)
    link = cell.column.link
    return lambda record: link.compose_url(record=record, bound_column=cell.column)


def _is_flat(table: tables.Table) -> bool:
    """Whether its rows are tuples (`narrowed`)."""
    return isinstance(table.data.data, QuerySet) and table.data.data._fields is not None


def _asked(table: tables.Table, record, name: str) -> Any:
    return BoundRow(record, table).get_cell(name)


def _text(table: tables.Table, cell: Cell) -> Callable[[Any], str]:
    """From a plain value to its words, each worked out once a page: lists repeat themselves."""
    column, default = cell.column.column, escaped(cell.column.default)
    write = column.writer(table, cell.labels) if hasattr(column, "writer") else cell.labelled

    @cache
    def text(value) -> str:
        return default if value in column.empty_values else escaped(write(value))

    return text


def _cell(table: tables.Table, column: BoundColumn) -> Cell:
    path = tuple(str(column.accessor).replace(".", "__").split("__"))
    source = _field(table.data.data, path)
    own_code = hasattr(table, f"render_{column.name}") or hasattr(table, f"value_{column.name}")
    simple = source is not None and not isinstance(source, (ArrayField, JSONField))
    plain = simple and not own_code and _follows_value(column.column)
    labels = {key: str(label) for key, label in getattr(source, "flatchoices", ())}
    return Cell(column, path, plain, labels)


def _follows_value(column: tables.Column) -> bool:
    return getattr(column, "of_value", False) or type(column) is tables.Column


def _field(rows: QuerySet, path: tuple[str, ...]) -> Field | None:
    """The field or annotation that a path leads to; None where it leads to something else."""
    if not isinstance(rows, QuerySet):
        return None
    if len(path) == 1 and path[0] in rows.query.annotations:
        return rows.query.annotations[path[0]].output_field
    model, found = rows.model, None
    for name in path:
        try:
            found = model._meta.get_field(name)
        except (FieldDoesNotExist, AttributeError):
            return None
        model = found.related_model
    return found


def _getter(table: tables.Table, cell: Cell) -> Callable:
    if cell.plain:
        return lambda record: cell.labelled(cell.value_of(record))
    name = cell.column.name
    return lambda record: _spelt(BoundRow(record, table).get_cell_value(name))


def _spelt(value) -> Any:
    """A file knows no words that wait for their language."""
    return str(value) if isinstance(value, Promise) else value
