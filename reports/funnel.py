"""The standing funnel 销售漏斗 (spec 08): how many deals stand at which stage, against a baseline.

Shares, baselines and deviations are exact Fractions: 1 is 100 %, a deviation is in points.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

MIN_DEALS = 10
# Of the two-sided 90 % interval: 1.6448536…², as a fraction so that no float enters.
Z_SQUARED = Fraction("2.705543454095404")


@dataclass(frozen=True)
class Cell:
    stage: object
    count: int
    amount: Decimal
    share: Fraction
    baseline: Fraction
    deviation: Fraction  # points, with its sign
    marked: bool  # at least the threshold away, and deals enough
    significant: bool  # marked, and no chance finding


def standing(deals, stages, threshold=5):
    """{"stages": [Cell, …], "members": {member: [Cell, …]}} of one process.

    `deals` are (member, stage, amount): the open ones by stage, and those won in the period at
    the won end. `stages` are (stage, baseline in percent) in order; `threshold` is in points.
    """
    deals = list(deals)
    members = {}
    for deal in deals:
        members.setdefault(deal[0], []).append(deal)
    return {
        "stages": _cells(deals, stages, threshold),
        "members": {name: _cells(own, stages, threshold) for name, own in members.items()},
    }


def _cells(deals, stages, threshold):
    amounts = {stage: [] for stage, _baseline in stages}
    for _member, stage, amount in deals:
        amounts[stage].append(amount)
    return [
        cell(stage, amounts[stage], len(deals), Fraction(baseline) / 100, threshold)
        for stage, baseline in stages
    ]


def cell(stage, amounts, deals, baseline, threshold):
    """One Cell from the amounts at a stage, of a member with `deals` in all."""
    count = len(amounts)
    share = Fraction(count, deals) if deals else Fraction(0)
    points = (share - baseline) * 100
    marked = deals >= MIN_DEALS and abs(points) >= threshold
    total = sum(amounts, Decimal("0.00"))
    significant = marked and wilson_excludes(count, deals, baseline)
    return Cell(stage, count, total, share, baseline, points, marked, significant)


def wilson_excludes(count, deals, baseline):
    """Whether the Wilson 90 % interval of count ÷ deals leaves the baseline out.

    The interval is the set of shares p with n (p̂ − p)² ≤ z² p (1 − p), so nothing needs a root.
    """
    gap = Fraction(count, deals) - baseline
    return deals * gap**2 > Z_SQUARED * baseline * (1 - baseline)
