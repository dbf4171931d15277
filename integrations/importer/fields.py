"""What a kind's row may hold."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import models

from integrations.importer.errors import RowError
from integrations.importer.readers import Context, Reader, phone, reader_of, text_reader
from integrations.models import ExternalId
from people.models import Member


@dataclass(frozen=True)
class Field:
    """`relation` names the finder of relations.py for a cell that names another record;
    `validate` is the model field whose validators the value must pass."""

    name: str
    read: Reader = text_reader
    required: bool = False
    dated: bool = False
    relation: str = ""
    validate: models.Field | None = None
    # A relation's fallback where the map says nothing: "by" is the importing member.
    default: str = ""


@dataclass
class Row:
    """A clean row: values by field, only of those that the file fills. `texts` are the cells of
    relations, until these are found."""

    number: int
    values: dict
    texts: dict


@dataclass(frozen=True)
class Kind:
    """One kind of record that a file may hold.

    `keys`: ways to know a row again, the best first; the first one counts whose leading field is
    filled. Fields of `unique` tell a record too, since the database has each value once.
    `record(by, rows, context)` writes new rows and answers the records in their order;
    `change(by, record, changes)` writes those of `changeable` that differ into one that is here.
    `check(row, context)` yields (field, reason) for what single cells cannot show, and may fill
    in what follows from others.
    """

    name: str
    pointer: str
    model: type[models.Model]
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...]
    record: Callable[[Member, list[Row], Context], list[models.Model]]
    change: Callable | None = None
    changeable: frozenset[str] = frozenset()
    check: Callable[[Row, Context], Iterable[tuple[str, str]]] = lambda row, context: ()
    similar: Callable[[list[Row]], Iterator[RowError]] = lambda rows: iter(())
    unique: tuple[str, ...] = ()
    # The relation that points at a row of the same kind, perhaps of the same file.
    own_relation: str = ""
    # Whether what an import brought may be deleted again; ledgers keep what they were told.
    removable: bool = True

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


def of_model(model: type[models.Model], *names: str, required: Iterable[str] = ()) -> list[Field]:
    """Fields of a model, read by their type and checked by their validators."""
    found = []
    for name in names:
        column = model._meta.get_field(name)
        found.append(
            Field(
                name,
                read=phone if name == "phone" else reader_of(column),
                required=name in required,
                dated=isinstance(column, models.DateField),
                validate=column,
            )
        )
    return found


EXTERNAL_ID = Field("external_id", validate=ExternalId._meta.get_field("external_id"))
