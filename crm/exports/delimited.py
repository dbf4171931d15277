"""CSV that Excel opens as UTF-8."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from crm.exports.guard import guarded

MARK = "\ufeff"  # without it Excel reads UTF-8 as the machine's own encoding
CHUNK = 64 * 1024


def csv_chunks(title: str, header: list[str], rows: Iterable[list], author: str) -> Iterator[bytes]:
    """Header and rows. A header never leaves alone while rows are still to be read: a query that
    fails at once sends nothing."""
    buffer = io.StringIO()
    buffer.write(MARK)
    writer = csv.writer(buffer)
    writer.writerow([guarded(text) for text in header])
    for row in rows:
        writer.writerow([_shown(value) for value in row])
        if buffer.tell() > CHUNK:
            yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def _shown(value):
    """Decimals and dates are written exactly by the csv module itself."""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return value
