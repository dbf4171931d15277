"""Geometry of the charts that the server draws: heights in pixels, widths in percent, all Decimal.

Colours are CSS classes, sizes are SVG attributes: the pages allow no inline style.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

HEIGHT = 210
TOP = 18  # room for the figure above the highest column
STEPS = (1, 2, Decimal("2.5"), 5, 10)
LINES = 6


@dataclass(frozen=True)
class Part:
    """`url`: the rows that add up to `value`, where not the whole column leads to one list."""

    css: str
    y: Decimal
    height: Decimal
    value: Decimal
    url: str = ""


@dataclass(frozen=True)
class Grid:
    """`lines` are (value, y); `top` is the value at the upper edge."""

    top: Decimal
    lines: list[tuple[Decimal, Decimal]]

    def stack(self, values: Iterable[tuple]) -> list[Part]:
        """Parts of one column from the ground up: (css, value) or (css, value, url) in order,
        empty ones left out."""
        parts, base = [], Decimal(0)
        for css, value, *url in values:
            if value > 0:
                base += value
                parts.append(Part(css, self.y(base), self._height(value), value, *url))
        return parts

    def y(self, value: Decimal) -> Decimal:
        return _px(TOP + HEIGHT - self._height(value))

    def _height(self, value: Decimal) -> Decimal:
        return _px(HEIGHT * value / self.top)


def grid(highest: Decimal) -> Grid:
    """At most LINES lines at round values, the last at or above `highest`."""
    highest = Decimal(highest)
    step = _round_step(max(highest, Decimal(1)) / LINES)
    count = int((highest / step).to_integral_value(ROUND_CEILING)) or 1
    top = step * count
    values = [step * number for number in range(count + 1)]
    return Grid(top, [(value, _px(TOP + HEIGHT - HEIGHT * value / top)) for value in values])


def _round_step(least: Decimal) -> Decimal:
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in STEPS if power * step >= least)


def share(part, whole) -> Decimal:
    """Percent of a bar's width, from any exact numbers; 0 of nothing."""
    if not whole:
        return Decimal(0)
    part, whole = _decimal(part), _decimal(whole)
    return (100 * part / whole).quantize(Decimal("0.01"))


def bar(whole, parts: Iterable[tuple[str, Decimal]]) -> list[dict]:
    """Parts side by side for components/_bar.html: [{"css", "x", "width"}]."""
    found, x = [], Decimal(0)
    for css, value in parts:
        width = share(value, whole)
        if width:
            found.append({"css": css, "x": x, "width": width})
            x += width
    return found


def _decimal(value) -> Decimal:
    if hasattr(value, "numerator"):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)


def _px(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"))
