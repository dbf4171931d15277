"""Working days with 调休 (spec 01): pure functions over one tenant's calendar.

A calendar is a dict of the tenant's own entries, {date: is it a working day}. Where it is silent
the chinesecalendar library decides for the years that it knows, else Monday to Friday.
"""

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

DAY = timedelta(days=1)
# No real calendar rests longer; a search that found none would walk to the year 9999.
LONGEST_REST = 366


def is_workday(day: date, calendar: dict[date, bool] | None = None) -> bool:
    if calendar and day in calendar:
        return calendar[day]
    return _is_public_workday(day)


@lru_cache(maxsize=4000)
def _is_public_workday(day: date) -> bool:
    """The library looks through its whole calendar each time; a board of cards asks for
    thousands of days."""
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:  # a year that the library does not know
        return day.weekday() < 5


def next_workday(day: date, calendar: dict[date, bool] | None = None) -> date:
    """The day itself if it is a working day, else the first one after it."""
    return day if is_workday(day, calendar) else _neighbour(day, DAY, calendar)


def add_workdays(day: date, count: int, calendar: dict[date, bool] | None = None) -> date:
    """The `count`-th working day after `day`, before it for a negative count; 0 is `day`."""
    step = DAY if count > 0 else -DAY
    for _number in range(abs(count)):
        day = _neighbour(day, step, calendar)
    return day


def _neighbour(day, step, calendar):
    for distance in range(1, LONGEST_REST + 1):
        if is_workday(day + step * distance, calendar):
            return day + step * distance
    raise ValueError(f"the calendar has no working day within a year of {day}")


def workdays_between(start: date, end: date, calendar: dict[date, bool] | None = None) -> int:
    """Working days after `start` up to and with `end`; negative when `end` lies before."""
    if end < start:
        return -workdays_between(end, start, calendar)
    days = (start + DAY * number for number in range(1, (end - start).days + 1))
    return sum(is_workday(day, calendar) for day in days)
