"""Cells with a date, or a date and a time, as exports write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from integrations.dates import DatesRefused, infer_order, parse_date

CLOCK = re.compile(
    r"[T ]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(:(?P<second>[0-9]{2})(\.[0-9]+)?)?"
    r" ?(?P<half>[AaPp][Mm])? ?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2}|UTC|GMT)?$"
)
# A column is written in one way; a few cells that are not are typing errors of their rows.
STRAY_SHARE = 20


@dataclass(frozen=True)
class Moment:
    """A day as written, and the time of day if there was one; `offset` from UTC if it was said."""

    day: str
    clock: time | None = None
    offset: timedelta | None = None


def split_moment(text: str) -> Moment:
    """Take the clock off a cell; DatesRefused for one that no clock shows."""
    found = CLOCK.search(text.strip())
    if not found:
        return Moment(text.strip())
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        clock = time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        raise _no_date(text) from None
    offset = _offset(found["zone"])
    if offset and abs(offset) > timedelta(hours=14):
        raise _no_date(text)
    return Moment(text.strip()[: found.start()].rstrip(), clock, offset)


def _offset(zone):
    if not zone:
        return None
    if zone[0] not in "+-":
        return timedelta()
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return timedelta(minutes=-minutes if zone[0] == "-" else minutes)


def read_moment(text: str, order: str, zone: ZoneInfo) -> datetime:
    """The instant; without a clock it is midnight, without an offset it is in `zone`."""
    moment = split_moment(text)
    day = parse_date(moment.day, order)
    where = zone if moment.offset is None else timezone(moment.offset)
    return datetime.combine(day, moment.clock or time(), where)


def read_day(text: str, order: str, zone: ZoneInfo) -> date:
    """The day in `zone`. Midnight of Greenwich is how exports write a day without a time."""
    moment = split_moment(text)
    if moment.offset is None or (moment.clock == time() and not moment.offset):
        return parse_date(moment.day, order)
    return read_moment(text, order, zone).astimezone(zone).date()


def order_of(cells: list[str]) -> str:
    """The order of a column, inferred from all its cells; a few strays do not count.

    AmbiguousDates where day and month could change places, DatesRefused where a good part of
    the column is written another way: both are the file's fault, not one row's.
    """
    days = [day for day in map(_day_text, cells) if day]
    year_first = [day for day in days if _fits(day, "ymd")]
    year_last = [day for day in days if not _fits(day, "ymd") and _is_date(day)]
    few, many = sorted((year_first, year_last), key=len)
    if len(few) * STRAY_SHARE > len(many):
        message = _("“%(text)s” is not written like the other dates of this column.")
        raise DatesRefused(message, code="mixed", text=few[0])
    return infer_order(many)


def _day_text(cell):
    try:
        return split_moment(cell).day
    except DatesRefused:
        return ""


def _fits(text, order):
    try:
        parse_date(text, order)
    except DatesRefused:
        return False
    return True


def _is_date(text):
    return any(_fits(text, order) for order in ("dmy", "mdy"))


def _no_date(text):
    return DatesRefused(_("“%(text)s” is not a date."), code="date", text=text)
