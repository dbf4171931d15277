"""Why a map or a row is refused."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from crm.refusals import InputRefused

# What readers of cells raise: the first is ours, the second comes from the models' validators.
CELL_ERRORS = (InputRefused, ValidationError)


class MapRefused(InputRefused):
    """A map that cannot be followed. code: toml, key, field, value, column."""


@dataclass(frozen=True)
class RowError:
    """One reason against one row: `row` as the file counts, `column` as its heading says."""

    row: int
    column: str
    reason: str
    text: str = ""


def empty_reason() -> str:
    return _("It is empty. Fill it in, or say in the mapping what stands in empty cells.")


def reason_of(error: Exception) -> str:
    """The sentence of a cell's error in the reader's language."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
