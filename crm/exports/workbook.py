"""XLSX, a row at a time: XlsxWriter keeps one in memory and the rest in a temporary file."""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from xlsxwriter import Workbook

from crm.exports.guard import guarded

CHUNK = 64 * 1024
WIDTH = 18
OPTIONS = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
FORMATS = {
    Decimal: {"num_format": "#,##0.00"},
    date: {"num_format": "yyyy-mm-dd"},
    datetime: {"num_format": "yyyy-mm-dd hh:mm"},
}


def xlsx_chunks(
    title: str, header: list[str], rows: Iterable[list], author: str
) -> Iterator[bytes]:
    """The file is whole before its first byte leaves: a row that fails leaves none."""
    with tempfile.TemporaryFile() as file:
        with Workbook(file, OPTIONS) as book:
            book.set_properties({"title": title, "author": author, "created": timezone.now()})
            _fill(book, header, rows)
        file.seek(0)
        yield from iter(lambda: file.read(CHUNK), b"")


def _fill(book: Workbook, header: list[str], rows: Iterable[list]) -> None:
    sheet = book.add_worksheet()
    sheet.set_column(0, len(header) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    formats = {kind: book.add_format(look) for kind, look in FORMATS.items()}
    for column, text in enumerate(header):
        sheet.write_string(0, column, guarded(text), bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, formats)


def _write(sheet, number: int, column: int, value, formats: dict) -> None:
    """Text stays text, whatever it looks like; empty cells are left out."""
    if isinstance(value, str):
        sheet.write_string(number, column, guarded(value))
    elif isinstance(value, datetime):
        local = timezone.localtime(value).replace(tzinfo=None)
        sheet.write_datetime(number, column, local, formats[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(number, column, value, formats[date])
    elif value is not None:
        sheet.write_number(number, column, value, formats.get(type(value)))
