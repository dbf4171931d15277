"""Map files: TOML that says which column fills which field (docs/import.md)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from crm.phones import REGIONS
from integrations.dates import ORDERS
from integrations.importer.errors import MapRefused

CHOICES = {
    "existing": ("skip", "update", "refuse"),
    "if_missing": ("refuse", "empty", "create", "placeholder"),
    "if_wrong": ("refuse", "empty"),
    "date_order": ORDERS,
    "decimal": (".", ","),
    "delimiter": (",", ";", "\t", "|"),
    "country": ("", *REGIONS),
}


@dataclass(frozen=True)
class Rule:
    """How one field is filled. Of `columns` the first that the file has counts."""

    columns: tuple[str, ...] = ()
    template: str = ""
    constant: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    default: str = ""
    times: Decimal | None = None
    optional: bool = False
    if_wrong: str = "refuse"
    if_missing: str = "refuse"
    placeholder: str = ""
    date_order: str | None = None


@dataclass(frozen=True)
class StageMeaning:
    """What one text of the stage column says: status, and stage by number from 1 or by name."""

    status: str = "open"
    stage: str = ""


@dataclass(frozen=True)
class Map:
    kind: str = ""
    key: tuple[str, ...] = ()
    existing: str = "skip"
    system: str = ""
    country: str = ""
    guess: bool = False
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    date_order: str | None = None
    decimal: str = "."
    empty: frozenset[str] = frozenset()
    leave_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    stages: Mapping[str, StageMeaning] = field(default_factory=dict)


FILE_KEYS = ("encoding", "delimiter", "sheet", "date_order", "decimal", "empty")
RULE_KEYS = {"column": "columns"} | {f.name: f.name for f in fields(Rule)}


def fold(text: str) -> str:
    """Texts that differ in case and outer spaces only mean the same."""
    return text.strip().casefold()


def parse_map(text: str) -> Map:
    """The Map of a TOML text; MapRefused names what is wrong with it."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refused(_("The map is not TOML: %(error)s."), "toml", error=error) from None
    return map_of(told)


def map_of(told: Mapping) -> Map:
    """The same from what the TOML holds, which is also how a page keeps a map."""
    told = dict(told)
    told |= _table(told, "file", FILE_KEYS)
    told.pop("file", None)
    known = {f.name for f in fields(Map)} - {"rules"} | {"fields"}
    for key in told.keys() - known:
        raise _unknown(key, "")
    read = {name: _read(name, value) for name, value in told.items() if name not in TABLES}
    read |= {TABLES[name][0]: TABLES[name][1](told[name]) for name in TABLES if name in told}
    return Map(**read)


def _table(told, name, known):
    table = told.get(name, {})
    if not isinstance(table, dict):
        raise _refused(_("“%(key)s” must be a table."), "value", key=name)
    for key in table.keys() - set(known):
        raise _unknown(key, name)
    return table


def _read(name, value):
    """One plain setting: of a fixed list, a list of texts, yes or no, or a text."""
    if name in ("key", "empty", "columns"):
        texts = tuple(map(str, value)) if isinstance(value, list) else (str(value),)
        return frozenset(map(fold, texts)) if name == "empty" else texts
    if name in ("guess", "optional"):
        if not isinstance(value, bool):
            raise _refused(_("“%(key)s” must be true or false."), "value", key=name)
        return value
    if name == "times":
        return _factor(value)
    if name in CHOICES and value not in CHOICES[name]:
        allowed = ", ".join(map(repr, CHOICES[name]))
        message = _("“%(key)s” must be one of %(allowed)s.")
        raise _refused(message, "value", key=name, allowed=allowed)
    if isinstance(value, dict | list):
        raise _refused(_("“%(key)s” must be a text."), "value", key=name)
    return str(value)


def _factor(value):
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 10**12:
        raise _refused(_("“%(key)s” must be a number above 0."), "value", key="times")
    return Decimal(str(value))


def _rules(table):
    return {name: _rule(name, told) for name, told in _of_tables(table, "fields").items()}


def _rule(name, told):
    """A text or a list of texts names columns; a table says more."""
    if not isinstance(told, dict):
        told = {"column": told}
    for key in told.keys() - RULE_KEYS.keys():
        raise _unknown(key, f"fields.{name}")
    read = {RULE_KEYS[key]: _read(RULE_KEYS[key], value) for key, value in told.items()
            if key != "values"}  # fmt: skip
    if "values" in told:
        values = _of_tables(told["values"], f"fields.{name}.values")
        read["values"] = {fold(text): str(meant) for text, meant in values.items()}
    if not read.keys() & {"columns", "template", "constant", "default", "placeholder"}:
        raise _refused(_("“%(key)s” names no column."), "field", key=f"fields.{name}")
    return Rule(**read)


def _stages(table):
    return {fold(text): _stage(text, told) for text, told in _of_tables(table, "stages").items()}


def _stage(text, told):
    if not isinstance(told, dict):
        ends = ("won", "lost", "invalid")
        told = {"status": told} if told in ends else {"stage": told}
    for key in told.keys() - {"status", "stage"}:
        raise _unknown(key, f"stages.{text}")
    if told.get("status", "open") not in ("open", "won", "lost", "invalid"):
        message = _("“%(key)s” must be one of %(allowed)s.")
        allowed = "open, won, lost, invalid"
        raise _refused(message, "value", key=f"stages.{text}.status", allowed=allowed)
    return StageMeaning(told.get("status", "open"), str(told.get("stage", "")))


def _leave_out(table):
    table = _of_tables(table, "leave_out")
    return {column: _read("empty", texts) for column, texts in table.items()}


def _of_tables(table, name):
    if not isinstance(table, dict):
        raise _refused(_("“%(key)s” must be a table."), "value", key=name)
    return table


TABLES = {
    "fields": ("rules", _rules),
    "stages": ("stages", _stages),
    "leave_out": ("leave_out", _leave_out),
}


def _refused(message, code, **params):
    return MapRefused(message, code=code, **params)


def _unknown(key, table):
    place = f"{table}.{key}" if table else key
    return _refused(_("The map says “%(key)s”, which means nothing."), "key", key=place)
