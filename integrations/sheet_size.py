"""How large a sheet would get, from its XML and before anything is kept of it."""

import re
from functools import cache
from xml.parsers import expat

REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
ROW = re.compile(r"[0-9]{1,7}")


class _NoSheet(Exception):
    """An XML document that no spreadsheet writes."""


class SheetSize:
    """The rows and columns up to the last cell of an XML document that is fed by the chunk.

    A cell lies where its reference says, or beside the one before it: both kinds count.
    """

    def __init__(self):
        self.rows = self.columns = self.row = self.column = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    def feed(self, chunk: bytes, last: bool = False) -> bool:
        """Whether the document is well-formed so far."""
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, _NoSheet, ValueError, LookupError):
            return False
        return True

    def close(self) -> bool:
        """Whether the document is whole."""
        return self.feed(b"", last=True)

    def _doctype(self, *declaration) -> None:
        raise _NoSheet

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(":")[2] if ":" in element else element
        if name == "c":
            self._start_cell(attributes.get("r"))
        elif name == "row":
            self._start_row(attributes.get("r"))

    def _start_row(self, number: str | None) -> None:
        if number is not None and not ROW.fullmatch(number):
            raise _NoSheet
        self.row = int(number) if number else self.row + 1
        self.rows, self.column = max(self.rows, self.row), 0

    def _start_cell(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
        elif found := REFERENCE.fullmatch(reference):
            letters, digits = found.groups()
            self.column, self.row = _column(letters), int(digits)
            if self.row > self.rows:
                self.rows = self.row
        else:
            raise _NoSheet
        if self.column > self.columns:
            self.columns = self.column


@cache
def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
