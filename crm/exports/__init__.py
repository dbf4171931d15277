"""Lists as files: what may stand in a cell, and the writers of both formats (spec 10)."""

from crm.exports.delimited import csv_chunks
from crm.exports.workbook import xlsx_chunks

# Each takes (title, header, rows, author) and yields bytes.
WRITERS = {"csv": csv_chunks, "xlsx": xlsx_chunks}
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

__all__ = ["CONTENT_TYPES", "WRITERS"]
