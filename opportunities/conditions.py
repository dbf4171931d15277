"""What exit criteria may ask for, in words, for the settings to choose from (spec 04)."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.models import Note
from opportunities.criteria import FIELDS
from opportunities.models import ExitCriterion, Opportunity

Kind = ExitCriterion.Kind
ANY = ("", _("Any"))
_values: dict[str, Sequence[tuple]] = {}


def offer(kind: str, values: Sequence[tuple]) -> None:
    """Let criteria of a kind ask for one of `values`, pairs of code and label."""
    _values[kind] = values


def code_of(kind: str, value: str) -> str:
    """The kind with its value, as one choice of the select."""
    return f"{kind}:{value if kind in _values else ''}"


def conditions() -> list[tuple]:
    """Grouped choices of a select; a kind without values to choose from stands alone."""
    return [("", "---------"), *(_of(kind) for kind in Kind)]


def _of(kind: Kind) -> tuple:
    if kind not in _values:
        return code_of(kind, ""), kind.label
    return kind.label, [(code_of(kind, value), label) for value, label in _values[kind]]


def _named(field: str) -> tuple:
    return field, capfirst(Opportunity._meta.get_field(field).verbose_name)


offer(Kind.FIELD_FILLED, [_named(field) for field in FIELDS])
offer(Kind.ACTIVITY, [ANY, *Note.Type.choices])
