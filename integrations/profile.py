"""What the columns of a file look like: for guessing, and for asking what cannot be guessed."""

import re

from django.utils.translation import gettext as _

from integrations.dates import AmbiguousDates, DatesRefused
from integrations.importer.moments import order_of
from integrations.table import FileRefused, Table

SAMPLES = 3
SHOWN = 40  # characters of a sample
MOST_ROWS = 100_000
DAY = re.compile(r"\s*[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")


def profile_of(table: Table) -> dict:
    """{"rows": n, "columns": [{"name", "samples", "ambiguous"}]}; reads the file to its end.

    `ambiguous` is a date of a column in which day and month could change places throughout, else
    "". FileRefused for what cannot be read, and for more rows than a page takes.
    """
    texts: dict[str, list[str]] = {name: [] for name in table.header}
    rows = 0
    for _number, row in table.rows:
        rows += 1
        if rows > MOST_ROWS:
            message = _("The file has more than %(most)s rows. Part it, or use the command.")
            raise FileRefused(message, code="too_large", most=MOST_ROWS)
        for name, seen in texts.items():
            if text := row[name].strip():
                seen.append(text)
    if not rows:
        raise FileRefused(_("The file has headings, but no rows."), code="empty")
    return {"rows": rows, "columns": [_column(name, seen) for name, seen in texts.items()]}


def _column(name: str, texts: list[str]) -> dict:
    samples = list(dict.fromkeys(text[:SHOWN] for text in texts[:50]))[:SAMPLES]
    return {"name": name, "samples": samples, "ambiguous": _ambiguous(texts)}


def _ambiguous(texts: list[str]) -> str:
    if not texts or not DAY.match(texts[0]):
        return ""
    try:
        order_of(texts)
    except AmbiguousDates:
        return texts[0][:SHOWN]
    except DatesRefused:
        return ""
    return ""
