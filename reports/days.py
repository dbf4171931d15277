"""Months as half-open ranges of the tenant's days, and their labels ("2026-11")."""

from datetime import date, timedelta
from typing import NamedTuple


class Range(NamedTuple):
    start: date | None
    end: date | None  # the first day that does not belong to it

    @classmethod
    def of_days(cls, first: date | None, last: date | None) -> "Range":
        """From days that both belong to it; None, or the last of all days, leaves a side open."""
        return cls(first, last + timedelta(days=1) if last and last < date.max else None)

    def params(self) -> dict:
        """The opposite of `of_days`, for a link: days that both belong to it."""
        last = self.end - timedelta(days=1) if self.end else None
        return {"from": self.start, "to": last}

    def on(self, field: str) -> dict:
        """Filter arguments for a date field."""
        found = {f"{field}__gte": self.start, f"{field}__lt": self.end}
        return {name: day for name, day in found.items() if day is not None}


def month_of(day: date) -> date:
    return day.replace(day=1)


def shift(month: date, count: int) -> date:
    """The first day of the month `count` months on."""
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def whole(month: date) -> Range:
    first = month_of(month)
    return Range(first, shift(first, 1))


def label(month: date) -> str:
    return f"{month:%Y-%m}"


def parse(text: str) -> date:
    """The first day of the month "2026-11". Raises ValueError."""
    return date.fromisoformat(f"{text}-01")
