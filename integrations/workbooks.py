"""XLSX through calamine, behind guards: a small file can unpack to more than the memory.

Spec 10.
"""

import re
import zlib
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from integrations.table import FileRefused, table_of

MAX_ENTRIES = 200
MAX_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
# calamine keeps a cell for every place up to the last one used: a lone cell in the last corner
# of a sheet asks for 17 billion and ends the process.
MAX_CELLS = 5_000_000
CHUNK = 1024 * 1024
REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,10})["']""")
OVERLAP = 64
# What the standard library raises over broken, truncated or encrypted archives.
UNREADABLE = (BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)


def read_xlsx(data: bytes, sheet: str | None = None):
    """The Table of a sheet, the first one if not named. Every cell is text: dates ISO, numbers
    without exponent, TRUE and FALSE."""
    _guard(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        if sheet is not None and sheet not in book.sheet_names:
            raise FileRefused(_("The workbook has no such sheet."), code="damaged")
        page = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
    except PasswordError:
        raise FileRefused(_("The workbook is protected by a password."), code="password") from None
    except CalamineError:
        raise _damaged() from None
    rows = enumerate(page.iter_rows(), start=1)  # it begins at row 1, whatever is empty
    return table_of((number, [_text(cell) for cell in cells]) for number, cells in rows)


def _guard(data):
    """Refuse before calamine sees it what would unpack to too much. Reads every entry once, so
    that sizes which the directory states wrongly fail by their checksum."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_ENTRIES or total > MAX_BYTES or total > MAX_RATIO * len(data):
                raise _too_large()
            for entry in entries:
                _guard_entry(archive, entry)
    except FileRefused:
        raise
    except UNREADABLE:
        raise _damaged() from None


def _guard_entry(archive, entry):
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _damaged()
    rows = columns = 0
    tail = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            for letters, digits in REFERENCE.findall(tail + chunk):
                rows, columns = max(rows, int(digits)), max(columns, _column(letters))
            if rows * columns > MAX_CELLS:
                raise _too_large()
            tail = chunk[-OVERLAP:]


def _column(letters):
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _text(cell):
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        number = Decimal(repr(cell))
        return format(number.to_integral_value() if number == int(number) else number, "f")
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _too_large():
    return FileRefused(_("The workbook unpacks to too much data."), code="too_large")


def _damaged():
    return FileRefused(_("The workbook is damaged or not an XLSX file."), code="damaged")
