"""Reading an uploaded table whatever its kind: the one door of the importer (spec 10)."""

from django.utils.translation import gettext_lazy as _

from integrations.delimited import read_csv
from integrations.table import FileRefused, Table
from integrations.workbooks import read_xlsx

ZIP = b"PK\x03\x04"
# Old .xls files, and workbooks with a password, are compound documents.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(
    data: bytes,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Table:
    """The Table of a CSV or XLSX file, told apart by its first bytes and not by its name.

    What is not given is found out. FileRefused says what is wrong and where.
    """
    if data.startswith(COMPOUND):
        message = _("Old or protected Excel files are not read. Save the file as XLSX or CSV.")
        raise FileRefused(message, code="kind")
    if data.startswith(ZIP):
        return read_xlsx(data, sheet)
    return read_csv(data, encoding, delimiter)
