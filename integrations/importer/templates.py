"""Texts put together from several columns: "{First Name} {Last Name}" (docs/import.md)."""

import re
from collections.abc import Callable

from people.pinyin import pinyin_key

PART = re.compile(r"\{([^{}|]+)((?:\|[a-z]+)*)\}")
CONSTANTS = ("@tenant", "@company", "@domain", "@row")
LOOSE_ENDS = " ·-–—/,;|"


def _joined(by: str) -> Callable[[str], str]:
    """Anna O'Neil → anna.oneil, 王磊 → wang.lei: letters and digits that any address takes."""

    def join(text: str) -> str:
        words = pinyin_key(text.replace("'", "").replace("’", "")).split()
        return by.join(re.sub(r"[^a-z0-9]+", "", word) for word in words).strip(by)

    return join


FILTERS: dict[str, Callable[[str], str]] = {
    "lower": str.lower,
    "upper": str.upper,
    "dots": _joined("."),
    "dashes": _joined("-"),
}


def columns_of(template: str) -> list[str]:
    """The columns that a template names; parts that begin with @ are no columns."""
    return [name for name, _filters in PART.findall(template) if not name.startswith("@")]


def unknown_parts(template: str) -> list[str]:
    """Filters and @ parts that there are not."""
    found = PART.findall(template)
    named = [name for _column, names in found for name in names.split("|")[1:]]
    constants = [name for name, _names in found if name.startswith("@")]
    return [name for name in named if name not in FILTERS] + [
        name for name in constants if name not in CONSTANTS
    ]


def fill(template: str, row: dict, constants: dict[str, str]) -> str:
    """The text for one row; "" where every column that it names is empty.

    `constants` are the parts with @: address and name of the company, what follows the @ of the
    importing member's e-mail, row of the file. Separators that an empty column leaves at the ends
    go.
    """
    if (named := columns_of(template)) and not any(row[name].strip() for name in named):
        return ""

    def part(found: re.Match) -> str:
        name, filters = found.groups()
        text = constants[name] if name.startswith("@") else row[name].strip()
        for each in filters.split("|")[1:]:
            text = FILTERS[each](text)
        return text

    return re.sub(r" {2,}", " ", PART.sub(part, template)).strip(LOOSE_ENDS)
