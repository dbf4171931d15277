"""The price of a quote's lines and of the whole quote, and who may give it (spec 05).

Amounts include VAT. Everything is computed from exact values; `line_total` is rounded once.
Rates and limits are percent, as people type them: 13 is 13 %.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from crm.money import LIMIT, quantize, split
from crm.refusals import InputRefused

CENT = Fraction(1, 100)
SIX = Decimal("0.000001")
UNIT_LIMIT = Decimal(10) ** 14  # of a unit price, which has six decimals
TWO = Decimal("0.01")
THREE = Decimal("0.001")


class PriceRefused(InputRefused):
    """code: qty, vat_rate, kind, out_of_range, above_sum, too_large."""


@dataclass(frozen=True)
class Manual:
    """What the rep typed: percent off, 折 (9.2 折 pays 92 %), unit price, or total."""

    kind: str  # percent | zhe | unit_price | total
    value: Decimal

    HIGHEST = {"percent": 100, "zhe": 10, "unit_price": None, "total": None}

    def __post_init__(self):
        if self.kind not in self.HIGHEST:
            raise PriceRefused(_("There is no such kind of discount."), code="kind")
        highest = self.HIGHEST[self.kind]
        if self.value < 0 or (highest is not None and self.value > highest):
            raise PriceRefused(_("The discount is out of range."), code="out_of_range")

    def applied_to(self, amount: Decimal, qty: Decimal) -> Decimal:
        """The exact amount that is left of `amount` for `qty` units."""
        if self.kind == "percent":
            return amount * (100 - self.value) / 100
        if self.kind == "zhe":
            return amount * self.value / 10
        return self.value * qty if self.kind == "unit_price" else self.value


@dataclass(frozen=True)
class LinePrice:
    """One priced line. Made by `price_line`; `product` is whatever tells products apart."""

    qty: Decimal
    list_price: Decimal
    before_manual: Decimal  # exact, after price book, tier, options, promotions
    vat_rate: Decimal
    line_total: Decimal
    manual: Manual | None = None
    product: Hashable = None

    @property
    def unit_price(self) -> Decimal:
        """To be shown, 6 decimals; never multiplied back."""
        return (self.line_total / self.qty).quantize(SIX, ROUND_HALF_UP)

    @property
    def tax(self) -> Decimal:
        return quantize(self.line_total * self.vat_rate / (100 + self.vat_rate))

    @property
    def net(self) -> Decimal:
        return self.line_total - self.tax

    @property
    def effective_discount(self) -> Fraction:
        """1 − line_total ÷ amount before the manual discount; below 0 for a surcharge."""
        if not self.before_manual:
            return Fraction(0)
        return 1 - Fraction(self.line_total) / Fraction(self.before_manual)

    @property
    def percent(self) -> Decimal:
        """The percent off to show beside the typed figure, or the typed percent itself."""
        if self.manual and self.manual.kind == "percent":
            return self.manual.value
        return self.exact_percent.quantize(TWO, ROUND_HALF_UP) + 0

    @property
    def exact_percent(self) -> Decimal:
        """The effective discount in percent with 6 decimals, as it is stored."""
        share = self.effective_discount
        exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
        return exact.quantize(SIX, ROUND_HALF_UP) + 0

    @property
    def zhe(self) -> str:
        """The same in 折, tenths that are paid, to be shown: 5 percent off are 9.5 折."""
        paid = (100 - self.exact_percent) / 10
        return format(paid.quantize(THREE, ROUND_HALF_UP).normalize(), "f")

    def below_limit(self, limit: Decimal) -> Fraction:
        """By how much the line is cheaper than a discount of `limit` percent would make it."""
        lowest = Fraction(self.before_manual) * (100 - Fraction(limit)) / 100
        return max(lowest - Fraction(self.line_total), Fraction(0))

    def exceeds(self, limit: Decimal) -> bool:
        """Whether this line alone is over the limit; within one cent is within."""
        return self.below_limit(limit) > CENT


def price_line(qty, list_price, vat_rate, *, before_manual=None, manual=None, product=None):
    """A LinePrice of Decimals. `before_manual` is qty × list price unless the engine says else."""
    if qty <= 0:
        raise PriceRefused(_("The quantity must be more than zero."), code="qty")
    if not 0 <= vat_rate < 100:
        raise PriceRefused(_("The VAT rate is out of range."), code="vat_rate")
    before = qty * list_price if before_manual is None else before_manual
    total = quantize(manual.applied_to(before, qty) if manual else before)
    if max(before, total) >= LIMIT or total >= qty * UNIT_LIMIT:
        raise PriceRefused(_("The amount is too large."), code="too_large")
    return LinePrice(qty, list_price, before, vat_rate, total, manual, product)


def below_cost(net: Decimal, qty: Decimal, cost: Decimal) -> bool:
    """Whether the net price lies under qty × cost; cost is without VAT. A manager must look."""
    return net < qty * cost


@dataclass(frozen=True)
class QuotePrice:
    """The priced lines of a quote; its figures are the sums of theirs."""

    lines: tuple[LinePrice, ...]

    def __post_init__(self):
        if self.total >= LIMIT:
            raise PriceRefused(_("The amount is too large."), code="too_large")

    @property
    def total(self) -> Decimal:
        return sum((line.line_total for line in self.lines), Decimal("0.00"))

    @property
    def tax(self) -> Decimal:
        return sum((line.tax for line in self.lines), Decimal("0.00"))

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.lines), Decimal("0.00"))

    @property
    def highest_discount(self) -> Fraction:
        return max((line.effective_discount for line in self.lines), default=Fraction(0))

    def exceeds(self, limit: Decimal) -> bool:
        """Whether the quote needs more authority than `limit` percent: the highest line decides.

        Lines of one product share one cent of tolerance, else a line could be cut into a
        hundred of which each is within its own cent.
        """
        missing: dict[tuple, Fraction] = defaultdict(Fraction)
        for place, line in enumerate(self.lines):
            key = ("line", place) if line.product is None else ("product", line.product)
            missing[key] += line.below_limit(limit)
        return any(amount > CENT for amount in missing.values())

    def first_covering(self, limits: Iterable[Decimal]) -> int | None:
        """The place of the first limit that covers the quote, None if none does."""
        return next((n for n, limit in enumerate(limits) if not self.exceeds(limit)), None)

    def with_discount(self, manual: Manual) -> "QuotePrice":
        """The quote after a discount on the whole, spread by largest remainder in cents."""
        if manual.kind == "unit_price":
            raise PriceRefused(_("There is no such kind of discount."), code="kind")
        discount = self.total - quantize(manual.applied_to(self.total, Decimal(1)))
        if discount < 0:
            raise PriceRefused(_("The total is above the sum of the lines."), code="above_sum")
        parts = split(discount, [line.line_total for line in self.lines])
        pairs = zip(self.lines, parts, strict=True)
        return QuotePrice(tuple(replace(x, line_total=x.line_total - part) for x, part in pairs))
