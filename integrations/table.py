"""What every reader of a file gives: headings and rows of text, and why a file is refused."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from crm.refusals import InputRefused

# Every row has a cell under each heading, written or not: short rows below thousands of headings
# would take more memory than a process has.
MAX_CELLS = 5_000_000
MAX_COLUMNS = 1000


class FileRefused(InputRefused):
    """A file that cannot be read as it stands; params name the place (position, line, heading).

    code: empty, duplicate_heading, encoding, cut, nul, quoting, field_size, kind, damaged,
    password, too_large.
    """


@dataclass(frozen=True)
class Table:
    """`rows` yields (row number in the file, {heading: text}) once, and may raise FileRefused.

    Missing cells are "". Cells right of the last heading are under None, as a list. Rows without
    any text are left out. A column without heading is called by its place: "#3".
    """

    header: list[str]
    rows: Iterator[tuple[int, dict]]


def table_of(records: Iterable[tuple[int, list[str]]]) -> Table:
    """The Table of (row number, cells) records; the first one with text holds the headings."""
    filled = ((number, cells) for number, cells in records if any(map(str.strip, cells)))
    first = next(filled, None)
    if first is None:
        raise FileRefused(_("The file is empty."), code="empty")
    header = _header(first[1])
    return Table(header, _rows(header, filled))


def _rows(header, records):
    for count, (number, cells) in enumerate(records, start=1):
        if count * len(header) > MAX_CELLS:
            message = _("The file has more than %(most)s cells. Part it.")
            raise FileRefused(message, code="too_large", most=MAX_CELLS)
        yield number, _row(header, cells)


def null_character(line: int) -> FileRefused:
    """For a text that no column of the database holds."""
    message = _("Line %(line)s holds a null character.")
    return FileRefused(message, code="nul", line=line)


def _header(cells):
    while not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > MAX_COLUMNS:
        message = _("The file has more than %(most)s columns.")
        raise FileRefused(message, code="too_large", most=MAX_COLUMNS)
    header = [text.strip() or f"#{place}" for place, text in enumerate(cells, start=1)]
    heading, times = Counter(header).most_common(1)[0]
    if times > 1:
        raise FileRefused(
            _("The heading “%(heading)s” stands over more than one column."),
            code="duplicate_heading",
            heading=heading,
        )
    return header


def _row(header, cells):
    row = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
    extra = cells[len(header) :]
    return row | {None: extra} if any(map(str.strip, extra)) else row
