"""Expected signings 预计签约金额, stage weighted (spec 08): pure, over values of deals.

Amount × win rate is added unrounded and each month is rounded once; totals are the sums of the
months that are shown. The caller chooses the rows (scope, filters) and the tenant's day.
"""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from crm.money import quantize

MONTHS = 12


@dataclass(slots=True)
class Deal:
    """What the forecast needs to know of an opportunity; `win_rate` is its stage's, in percent.

    Also `count` of them at once with their summed amount, where they share rate, month and side
    of the day; a sum has no id.
    """

    id: int | None
    amount: Decimal
    win_rate: Decimal
    expected_close_date: date | None
    status: str = "open"
    key: Hashable = None  # member or department, for `forecast_by`
    count: int = 1


@dataclass(slots=True)
class Month:
    month: str  # "2026-11"
    expected: Decimal
    count: int
    past: int = 0  # how many of them had their date in a month or on a day gone by
    weighted: Decimal = Decimal(0)  # as `expected`, before rounding


@dataclass(frozen=True)
class Forecast:
    """`excluded` holds (deal id, reason), `past` the ids that were moved to the first month."""

    as_of: date
    threshold: Decimal | None
    months: list[Month]
    excluded: list[tuple[int, str]] = field(default_factory=list)
    past: list[int] = field(default_factory=list)

    @property
    def total(self):
        return summed(self.months)

    def periods(self, size, first_month=1):
        """{label: its months} by quarter (size 3) or year (12) of a fiscal year.

        Labels are "2026-Q4" and "2026"; a fiscal year is named for the year in which it begins.
        """
        found = defaultdict(list)
        for row in self.months:
            year, place = divmod(_month_number(row.month) - (first_month - 1), 12)
            found[f"{year}" if size == 12 else f"{year}-Q{place // size + 1}"].append(row)
        return dict(found)


def forecast(deals, as_of, threshold=Decimal(70), currency="CNY"):
    """The Forecast of this and the next 11 months; `threshold` None counts every win rate.

    Reasons of exclusion: won, lost, invalid, below_threshold, no_date, beyond_horizon.
    """
    first = as_of.year * 12 + as_of.month - 1
    weighted, counts, late = [Decimal(0)] * MONTHS, [0] * MONTHS, [0] * MONTHS
    excluded, past = [], []
    for deal in deals:
        closes, place = deal.expected_close_date, MONTHS
        if deal.status == "open" and closes and (not threshold or deal.win_rate >= threshold):
            place = max(closes.year * 12 + closes.month - 1 - first, 0)
        if place >= MONTHS:
            excluded.append((deal.id, _reason_to_exclude(deal, threshold)))
            continue
        weighted[place] += deal.amount * deal.win_rate
        counts[place] += deal.count
        if closes < as_of:
            late[place] += deal.count
            past.append(deal.id)
    months = [
        rounded_month(_label(first + place), total / 100, counts[place], late[place], currency)
        for place, total in enumerate(weighted)
    ]
    return Forecast(as_of, threshold, months, excluded, past)


def summed(months):
    return sum((month.expected for month in months), Decimal(0))


def rounded_month(label, weighted, count, past=0, currency="CNY"):
    """The Month of an unrounded sum: the one place where a month is rounded."""
    return Month(label, quantize(weighted, currency), count, past, weighted)


def forecast_by(deals, as_of, threshold=Decimal(70), currency="CNY"):
    """{key: Forecast} per member or department: the same figure as `forecast` of its deals."""
    groups = defaultdict(list)
    for deal in deals:
        groups[deal.key].append(deal)
    return {key: forecast(rows, as_of, threshold, currency) for key, rows in groups.items()}


def _reason_to_exclude(deal, threshold):
    if deal.status != "open":
        return deal.status
    if threshold is not None and deal.win_rate < threshold:
        return "below_threshold"
    return "beyond_horizon" if deal.expected_close_date else "no_date"


def _label(number):
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _month_number(label):
    year, month = label.split("-")
    return int(year) * 12 + int(month) - 1
