"""The tenant's own working days (spec 01, WorkCalendar)."""

from datetime import date

from people.models import CalendarDay
from people.workdays import add_workdays, next_workday, workdays_between


def calendar() -> dict[date, bool]:
    """The days on which the tenant in scope differs from the public calendar."""
    return dict(CalendarDay.objects.values_list("day", "working"))


def days_between(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`."""
    return workdays_between(start, end, calendar())


def add_days(day: date, count: int) -> date:
    return add_workdays(day, count, calendar())


def on_workday(day: date) -> date:
    """The day itself, or the next working day."""
    return next_workday(day, calendar())
