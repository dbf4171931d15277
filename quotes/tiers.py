"""Tier prices 阶梯价 (spec 05): what a quantity costs before options and promotions."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from crm.refusals import InputRefused

VOLUME, GRADUATED = "volume", "graduated"


class TiersRefused(InputRefused):
    """code: mode, no_tiers, same_start, below_first_tier."""


def tier_amount(tiers, qty: Decimal, mode: str) -> Decimal:
    """The exact amount of `qty` units.

    `tiers` are (first unit, unit price) pairs in any order: 1–10, 11–50 and from 51 are
    [(1, a), (11, b), (51, c)]. volume: all units at the price of the tier that the last unit
    reached; graduated: each unit at its own tier's price. A part of a unit belongs to the unit
    that it begins, so 10.5 has reached the tier that starts at 11.
    """
    steps = _steps(tiers)
    if mode not in (VOLUME, GRADUATED):
        raise TiersRefused(_("A tier price is by volume or graduated."), code="mode")
    if qty <= steps[0][0]:
        raise TiersRefused(_("There is no price for this quantity."), code="below_first_tier")
    if mode == VOLUME:
        return qty * [price for start, price in steps if qty > start][-1]
    steps = [(Decimal(0), steps[0][1]), *steps[1:]]
    ends = [start for start, _price in steps[1:]] + [qty]
    slices = zip(steps, ends, strict=True)
    return sum(
        (max(min(qty, end) - start, Decimal(0)) * price for (start, price), end in slices),
        Decimal(0),
    )


def _steps(tiers):
    """(units that must be exceeded, price) in rising order."""
    steps = sorted((max(Decimal(first) - 1, Decimal(0)), Decimal(price)) for first, price in tiers)
    if not steps:
        raise TiersRefused(_("The product has no tier prices."), code="no_tiers")
    if len({start for start, _price in steps}) < len(steps):
        raise TiersRefused(_("Two tiers start at the same quantity."), code="same_start")
    return steps
