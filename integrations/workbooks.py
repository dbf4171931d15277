"""XLSX through calamine, behind guards: a small file can unpack to more than the memory.

Spec 10.
"""

import zlib
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from integrations.sheet_size import SheetSize
from integrations.table import MAX_CELLS, FileRefused, null_character, table_of

MAX_ENTRIES = 200
MAX_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
CHUNK = 1024 * 1024
# What the standard library raises over broken, truncated or encrypted archives.
UNREADABLE = (BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)


def read_xlsx(data: bytes, sheet: str | None = None):
    """The Table of a sheet, the first one if not named. Every cell is text: dates ISO, numbers
    without exponent, TRUE and FALSE."""
    checked = _checked(data)
    try:
        book = CalamineWorkbook.from_filelike(checked)
        if sheet is not None and sheet not in book.sheet_names:
            raise FileRefused(_("The workbook has no such sheet."), code="damaged")
        page = book.get_sheet_by_name(sheet) if sheet else book.get_sheet_by_index(0)
    except PasswordError:
        raise FileRefused(_("The workbook is protected by a password."), code="password") from None
    except CalamineError:
        raise damaged() from None
    return table_of(_records(page))


def _records(page):
    for number, cells in enumerate(page.iter_rows(), start=1):  # from row 1, whatever is empty
        texts = [_text(cell) for cell in cells]
        if any("\x00" in text for text in texts):  # written as _x0000_
            raise null_character(number)
        yield number, texts


def _checked(data: bytes) -> BytesIO:
    """The archive packed anew from the entries that were looked through, all of them XML.

    So calamine, which ends the process where it is asked for too much, sees no entry that was
    not measured, and no other format of workbook that hides in the same archive.
    """
    packed = BytesIO()
    try:
        with ZipFile(BytesIO(data)) as archive, ZipFile(packed, "w") as checked:
            entries = archive.infolist()
            total = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_ENTRIES or total > MAX_BYTES or total > MAX_RATIO * len(data):
                raise _too_large()
            for name, entry in {entry.filename: entry for entry in entries}.items():
                content = _content(archive, entry)
                if _is_measured(content):
                    checked.writestr(name, content)
    except FileRefused:
        raise
    except UNREADABLE:
        raise damaged() from None
    packed.seek(0)
    return packed


def _content(archive: ZipFile, entry) -> bytes:
    """An entry unpacked; one whose size the directory states wrongly fails by its checksum."""
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise damaged()
    return archive.read(entry)


def _is_measured(content: bytes) -> bool:
    """Whether it is XML whose cells are few enough; pictures and the like are not XML.

    calamine keeps a cell for every place up to the last one used: a lone cell in the last corner
    of a sheet asks for 17 billion and ends the process.
    """
    size = SheetSize()
    for start in range(0, len(content), CHUNK):
        if not size.feed(content[start : start + CHUNK]):
            return False
        if size.cells > MAX_CELLS:
            raise _too_large()
    return size.close()


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


def damaged():
    return FileRefused(_("The workbook is damaged or not an XLSX file."), code="damaged")
