"""Amounts of money: the one place that rounds, splits, reads and writes them (spec 00, 05, 10).

An amount is a Decimal in units of its currency (yuan, not fen). Floats never enter.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache

from django.utils.translation import gettext_lazy as _

from crm.refusals import InputRefused

# ISO 4217: digits after the point. A currency that is not here is refused, not guessed.
_TWO = """
    AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD INR MOP MXN MYR NOK NZD PHP PLN RUB SAR SEK SGD THB
    TRY TWD USD ZAR
"""
_NONE = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "ISK": 0}
_THREE = {"BHD": 3, "JOD": 3, "KWD": 3, "OMR": 3}
MINOR_UNITS = dict.fromkeys(_TWO.split(), 2) | _NONE | _THREE

SIGNS = {"CNY": "¥|元|圆|人民币|RMB", "JPY": "¥|円", "USD": r"\$|US\$", "EUR": "€", "GBP": "£"}
# The upper bound of every amount column: it also keeps 'NaN' out, which numeric accepts.
LIMIT = Decimal(10) ** 16
SCALES = {"": 1, "万": 10**4, "亿": 10**8}
# The default context would refuse more than 28 digits, and sums and tests may have more.
WIDE = Context(prec=80, rounding=ROUND_HALF_UP)

NUMBER = re.compile(
    r"(?P<minus>-?)"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
    r"(?P<part>\.[0-9]+)?"
    r" ?(?P<scale>[万亿]?)"
)
# Only the full-width forms of ASCII: NFKC would also read 5² as 52 and ½ as 1⁄2.
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0xFFE5: "¥",
    0x3000: " ",
    0x00A0: " ",
    0x202F: " ",
    0x2212: "-",
}


class AmountRefused(InputRefused):
    """A text that is no amount. code: length, number, minus_zero, too_large."""


def minor_digits(currency):
    """Digits after the point of a currency, 2 for CNY. ValueError if it is not in the table."""
    try:
        return MINOR_UNITS[currency]
    except KeyError:
        raise ValueError(f"unknown currency: {currency!r}") from None


def _exact(amount):
    if type(amount) is Decimal and amount.is_finite():
        return amount
    if isinstance(amount, bool) or not isinstance(amount, (Decimal, int)):
        raise TypeError(f"an amount is a Decimal, not {type(amount).__name__}")
    amount = Decimal(amount)
    if not amount.is_finite():
        raise ValueError(f"an amount is a finite number, not {amount}")
    return amount


def quantize(amount, currency="CNY"):
    """The amount rounded half up to the currency's minor unit; never minus zero.

    Takes Decimal or int. TypeError for floats and others, ValueError for NaN and Infinity.
    """
    return WIDE.add(_exact(amount).quantize(_minor_unit(currency), context=WIDE), 0)


@cache
def _minor_unit(currency):
    return Decimal(1).scaleb(-minor_digits(currency))


def split(total, weights, currency="CNY"):
    """Parts of `total` in proportion to `weights`: largest remainder, ties to the earlier row.

    The one rule for every split of the product (spec 05). `total` is in whole minor units,
    weights are non-negative Decimals, ints or Fractions; a row of weight 0 gets nothing, unless
    all weights are 0: then the rows share equally. The parts sum to `total` exactly.
    """
    total, shares = _exact(total), [Fraction(weight) for weight in weights]
    if total != quantize(total, currency):
        raise ValueError(f"{total} is not in whole minor units of {currency}")
    if any(share < 0 for share in shares) or (total and not shares):
        raise ValueError("weights are non-negative, and one at least is needed")
    if not sum(shares):
        shares = [Fraction(1)] * len(shares)
    digits = minor_digits(currency)
    units = _split_units(int(abs(total).scaleb(digits, context=WIDE)), shares)
    sign = -1 if total < 0 else 1
    return [Decimal(sign * unit).scaleb(-digits, context=WIDE) for unit in units]


def _split_units(units, shares):
    whole = sum(shares)
    exact = [units * share / whole for share in shares]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda row: (parts[row] - exact[row], row))
    for row in by_remainder[: units - sum(parts)]:
        parts[row] += 1
    return parts


def parse_amount(text, currency="CNY"):
    """The exact Decimal of an amount that a person typed or a file holds.

    Reads 1,234.50, 1 234.50, full-width digits, the currency's own sign or code before or
    after, and 万 / 亿 after the number. Refuses everything else, another currency's sign,
    1e3, NaN, -0 and 1e16 or more, with AmountRefused. The result is not rounded.
    """
    text = str(text).translate(FULL_WIDTH).strip()
    if len(text) > 60:
        raise AmountRefused(_("The amount is too long."), code="length")
    found = NUMBER.fullmatch(_without_sign(text, currency))
    if not found:
        raise AmountRefused(_("“%(text)s” is not an amount."), code="number", text=text)
    digits = found["whole"].replace(",", "").replace(" ", "") + (found["part"] or "")
    amount = WIDE.multiply(Decimal(digits), SCALES[found["scale"]])
    if found["minus"] and not amount:
        raise AmountRefused(_("Minus zero is not an amount."), code="minus_zero")
    if amount >= LIMIT:
        raise AmountRefused(_("The amount is too large."), code="too_large")
    return -amount if found["minus"] else amount


def _without_sign(text, currency):
    signs = f"(?:{currency}|{SIGNS[currency]})" if currency in SIGNS else currency
    before = re.compile(rf"(-?)\s*{signs}\s*", re.IGNORECASE)
    after = re.compile(rf"\s*{signs}$", re.IGNORECASE)
    return after.sub("", before.sub(r"\1", text, count=1) if before.match(text) else text)


def amount_str(amount, currency="CNY"):
    """The API's form of an amount: "97000.00" (spec 10)."""
    return format(quantize(amount, currency), "f")


def share_str(share):
    """The API's form of a share, in percent with one decimal: Fraction(9, 20) → "45.0"."""
    if isinstance(share, float):
        raise TypeError("a share is a Fraction or Decimal, not float")
    tenths = abs(Fraction(share)) * 1000
    rounded = int(tenths + Fraction(1, 2))
    sign = "-" if share < 0 and rounded else ""
    return f"{sign}{rounded // 10}.{rounded % 10}"
