"""What each part of payment terms comes to (spec 07); amounts have whole minor units."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import repeat

from crm.money import quantize, split


def part_amounts(total: Decimal, parts: Sequence, currency: str = "CNY") -> list[Decimal]:
    """The amount of each part, in the order of `parts`, which have `share` (percent, amount or
    balance) and `value`.

    Percents share by largest remainder. The balance is what the others leave: below zero when
    they are more than `total`.
    """
    percents = [part.value for part in parts if part.share == "percent"]
    fixed = [part.value for part in parts if part.share == "amount"]
    shared = _shared(total, percents, any(part.share == "balance" for part in parts), currency)
    rest = total - sum(fixed) - sum(shared)
    amounts = {"percent": iter(shared), "amount": iter(fixed), "balance": repeat(rest)}
    return [next(amounts[part.share]) for part in parts]


def _shared(
    total: Decimal, percents: list[Decimal], has_balance: bool, currency: str
) -> list[Decimal]:
    """The amounts of the percents; with a balance part what they leave open takes part too."""
    rest = 100 - sum(percents)
    if has_balance and rest >= 0:
        return split(total, [*percents, rest], currency)[:-1]
    return split(quantize(total * (100 - rest) / 100, currency), percents, currency)
