"""Win rate and sales cycle of closed deals (spec 08), by any key; invalid deals are left out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

from crm.money import amount_str, share_str


@dataclass(frozen=True)
class Closed:
    """A closed deal; the days are the tenant's, `closed_on` that of winning or losing."""

    key: object
    status: str  # won | lost | invalid
    amount: Decimal
    created_on: date
    closed_on: date


@dataclass(frozen=True)
class WinRate:
    key: object
    won: int
    lost: int
    won_amount: Decimal
    lost_amount: Decimal
    cycles: tuple[int, ...]  # days from creation to won, sorted

    @property
    def rate(self):
        """Share won by count, None when nothing was decided."""
        return Fraction(self.won, self.won + self.lost) if self.won + self.lost else None

    @property
    def rate_by_amount(self):
        decided = self.won_amount + self.lost_amount
        return Fraction(self.won_amount) / Fraction(decided) if decided else None

    @property
    def cycle_mean(self):
        return Fraction(sum(self.cycles), len(self.cycles)) if self.cycles else None

    @property
    def cycle_median(self):
        return Fraction(median(map(Fraction, self.cycles))) if self.cycles else None

    @property
    def cycle_p90(self):
        """The shortest cycle that nine of ten wins did not exceed (nearest rank)."""
        return self.cycles[-(-9 * len(self.cycles) // 10) - 1] if self.cycles else None

    def as_row(self, currency="CNY"):
        """The API's row (spec 10): shares and days with one decimal, None where undefined."""
        return {
            "key": self.key,
            "won": self.won,
            "lost": self.lost,
            "win_rate": _percent(self.rate),
            "won_amount": amount_str(self.won_amount, currency),
            "cycle_days_mean": _days(self.cycle_mean),
            "cycle_days_median": _days(self.cycle_median),
        }


def win_rates(deals):
    """([WinRate per key, in the order of first appearance], WinRate of all with key None)."""
    groups, decided = defaultdict(list), []
    for deal in deals:
        if deal.status in ("won", "lost"):
            groups[deal.key].append(deal)
            decided.append(deal)
    return [_win_rate(key, rows) for key, rows in groups.items()], _win_rate(None, decided)


def _win_rate(key, deals):
    won = [deal for deal in deals if deal.status == "won"]
    lost = [deal for deal in deals if deal.status == "lost"]
    cycles = sorted((deal.closed_on - deal.created_on).days for deal in won)
    sums = [sum((deal.amount for deal in rows), Decimal("0.00")) for rows in (won, lost)]
    return WinRate(key, len(won), len(lost), *sums, tuple(cycles))


def _percent(share):
    return None if share is None else share_str(share)


def _days(days):
    return None if days is None else share_str(days / 100)
