"""The standing funnel 销售漏斗 (spec 08): how many deals stand at which stage, against a baseline.

Shares, baselines and deviations are exact Fractions: 1 is 100 %, a deviation is in points.
"""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

MIN_DEALS = 10
# Of the two-sided 90 % interval: 1.6448536…², as a fraction so that no float enters.
Z_SQUARED = Fraction("2.705543454095404")


class Cell(NamedTuple):
    """`deals` are those of the whole row; share and deviation follow from it when they are shown,
    since most cells of a large company are only compared."""

    stage: object
    count: int
    amount: Decimal
    deals: int
    baseline: Fraction
    marked: bool  # at least the threshold away, and deals enough
    significant: bool  # marked, and no chance finding

    @property
    def share(self) -> Fraction:
        return Fraction(self.count, self.deals) if self.deals else Fraction(0)

    @property
    def deviation(self) -> Fraction:
        """Points, with its sign."""
        return (self.share - self.baseline) * 100

    @property
    def low(self) -> bool:
        """Too few deals at the stage, enough to be marked."""
        return self.marked and _gap(self.count, self.deals, self.baseline) < 0


def standing(deals, stages, threshold=5):
    """{"stages": [Cell, …], "members": {member: [Cell, …]}} of one process.

    `deals` are (member, stage, amount): the open ones by stage, and those won in the period at
    the won end. `stages` are (stage, baseline in percent) in order; `threshold` is in points.
    """
    return standing_of(((*deal[:2], 1, deal[2]) for deal in deals), stages, threshold)


def standing_of(groups, stages, threshold=5):
    """The same from sums: (member, stage, count, amount), as many a member and stage as come."""
    everybody, members = Counter(), {}
    amounts = {}
    for member, stage, count, amount in groups:
        own = members.setdefault(member, Counter())
        for who, counts in ((None, everybody), ((member,), own)):
            counts[stage] += count
            amounts[who, stage] = amounts.get((who, stage), Decimal("0.00")) + amount

    stages = [(stage, Fraction(baseline) / 100) for stage, baseline in stages]

    def cells(who, counts):
        return _cells(counts, lambda stage: amounts.get((who, stage)), stages, threshold)

    return {
        "stages": cells(None, everybody),
        "members": {member: cells((member,), counts) for member, counts in members.items()},
    }


def _cells(counts, amount_at, stages, threshold):
    deals = sum(counts[stage] for stage, _baseline in stages)
    return [
        cell(
            stage,
            counts[stage],
            amount_at(stage) or Decimal("0.00"),
            deals,
            baseline,
            threshold,
        )
        for stage, baseline in stages
    ]


def cell(stage, count, amount, deals, baseline, threshold):
    """One Cell of a member with `deals` in all, `count` of them at the stage."""
    far = abs(_gap(count, deals, baseline)) * 100 >= threshold * deals * baseline.denominator
    marked = deals >= MIN_DEALS and far
    significant = marked and wilson_excludes(count, deals, baseline)
    return Cell(stage, count, amount, deals, baseline, marked, significant)


def wilson_excludes(count, deals, baseline):
    """Whether the Wilson 90 % interval of count ÷ deals leaves the baseline out.

    The interval is the set of shares p with n (p̂ − p)² ≤ z² p (1 − p), so nothing needs a root.
    With p = a ÷ b, both sides are taken n b² times, so nothing needs a fraction.
    """
    a, b = baseline.numerator, baseline.denominator
    left = _gap(count, deals, baseline) ** 2 * Z_SQUARED.denominator
    return left > Z_SQUARED.numerator * a * (b - a) * deals


def _gap(count, deals, baseline):
    """p̂ − p, taken n b times."""
    return count * baseline.denominator - baseline.numerator * deals
