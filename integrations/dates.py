"""The order of day, month and year in a column of a file, inferred from all of it (spec 10).

One row never decides for itself: 03/04/2026 is March or April only by its neighbours.
"""

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from crm.refusals import InputRefused

ORDERS = ("ymd", "dmy", "mdy")
YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
CHINESE = re.compile(r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?日")
COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")


class DatesRefused(InputRefused):
    """No date, or a column without one common order. code: date, mixed, ambiguous."""


class AmbiguousDates(DatesRefused):
    """Every date of the column reads as d/m/y and as m/d/y: a person must say which."""


def infer_order(values) -> str:
    """The order, "ymd", "dmy" or "mdy", in which every date of the column can be read.

    Blank cells do not count; a column of blanks is "ymd". AmbiguousDates when day and month
    could change places in the whole column and it matters; DatesRefused for what is no date.
    """
    possible, matters = set(ORDERS), False
    for text in values:
        if not text.strip():
            continue
        readings = _readings(text)
        if not readings:
            raise DatesRefused(_("“%(text)s” is not a date."), code="date", text=text)
        possible &= readings.keys()
        matters |= len(set(readings.values())) > 1
        if not possible:
            message = _("“%(text)s” is not written like the dates before it.")
            raise DatesRefused(message, code="mixed", text=text)
    if possible == {"dmy", "mdy"} and matters:
        message = _("Day and month cannot be told apart in this column. Say which comes first.")
        raise AmbiguousDates(message, code="ambiguous")
    return next(order for order in ORDERS if order in possible)


def parse_date(text: str, order: str) -> date:
    """The date of a text in the column's order; DatesRefused if it does not fit."""
    try:
        return _readings(text)[order]
    except KeyError:
        message = _("“%(text)s” is not a date of this column's form.")
        raise DatesRefused(message, code="date", text=text) from None


def _readings(text):
    """{order: date} of every way to read the text as a day that exists."""
    text = MIDNIGHT.sub("", text.strip())
    if found := YEAR_LAST.fullmatch(text):
        first, _separator, second, year = found.groups()
        tried = {"dmy": (year, second, first), "mdy": (year, first, second)}
    elif found := YEAR_FIRST.fullmatch(text):
        tried = {"ymd": found.group(1, 3, 4)}
    elif found := CHINESE.fullmatch(text) or COMPACT.fullmatch(text):
        tried = {"ymd": found.groups()}
    else:
        return {}
    days = {order: _day(*parts) for order, parts in tried.items()}
    return {order: day for order, day in days.items() if day}


def _day(year, month, day):
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
