"""The rules of a map, or of guesses, tied to the columns that a file has."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from integrations.importer import templates
from integrations.importer.errors import MapRefused
from integrations.importer.fields import Field, Kind
from integrations.importer.headings import guessed_rules
from integrations.importer.mapping import Map, Rule, fold
from integrations.importer.readers import clean_text
from integrations.table import FileRefused


@dataclass(frozen=True)
class Bound:
    """A field, its rule, and the column that fills it ("" where none does)."""

    field: Field
    rule: Rule
    column: str

    @property
    def place(self) -> str:
        """What a person looks for in the file: the heading, else the field."""
        return self.column or ", ".join(templates.columns_of(self.rule.template)) or self.field.name

    def text(self, row: dict, constants: dict[str, str], empty: frozenset[str]) -> str:
        """The text of this field in a row, with values replaced and defaults filled in."""
        rule = self.rule
        if rule.template:
            text = templates.fill(rule.template, row, constants)
        else:
            text = clean_text(row[self.column]) if self.column else rule.constant
        if fold(text) in empty:
            text = ""
        if rule.values:
            text = rule.values.get(fold(text), rule.values.get("*", text) if text else text)
        if not text and rule.default:
            return templates.fill(rule.default, row, constants)
        return text


def bind(kind: Kind, mapping: Map, header: list[str]) -> list[Bound]:
    """The fields that this file fills. FileRefused for a column that is not there, MapRefused
    for a field that the kind has not."""
    rules = dict(mapping.rules)
    if not rules or mapping.guess:
        rules = guessed_rules(kind, header) | rules
    for name in rules:
        if kind.field(name) is None:
            known = ", ".join(field.name for field in kind.fields)
            message = _("%(kind)s have no field “%(field)s”; there are %(known)s.")
            raise MapRefused(message, code="field", kind=kind.name, field=name, known=known)
    bound = [_bind(kind.field(name), rule, header) for name, rule in rules.items()]
    bound = [each for each in bound if each is not None]
    for column in mapping.leave_out:
        _place(column, header)
    _check_required(kind, bound)
    return bound


def _bind(field, rule, header):
    for text in (rule.template, rule.default):
        _check_template(field, text, header)
    if not rule.columns:
        return Bound(field, rule, "")
    column = next((name for name in rule.columns if name in header), None)
    if column is None:
        folded = {fold(name): name for name in header}
        column = next((folded[fold(name)] for name in rule.columns if fold(name) in folded), None)
    if column is None and not rule.optional:
        raise _missing(" / ".join(rule.columns))
    return Bound(field, rule, column or "") if column or rule.default or rule.placeholder else None


def _check_template(field, text, header):
    for name in templates.unknown_parts(text):
        message = _("The template of %(field)s uses “%(part)s”, which means nothing.")
        raise MapRefused(message, code="value", field=field.name, part=name)
    for name in templates.columns_of(text):
        _place(name, header)


def _place(column, header):
    if column not in header:
        raise _missing(column)


def _missing(column):
    message = _("The file has no column “%(column)s”.")
    return FileRefused(message, code="missing_column", column=column)


def _check_required(kind, bound):
    filled = {each.field.name for each in bound}
    missing = [field.name for field in kind.fields if field.required and field.name not in filled]
    if missing:
        message = _("No column of the file fills %(fields)s, which %(kind)s need.")
        params = {"fields": ", ".join(missing), "kind": kind.name}
        raise FileRefused(message, code="missing_column", **params)
