"""Amounts in capital Chinese numerals, 人民币大写, as they stand on quotes (spec 05)."""

from decimal import Decimal

from crm.money import LIMIT, quantize

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)


def capital_amount(amount: Decimal) -> str:
    """5697.15 → 伍仟陆佰玖拾柒元壹角伍分; whole yuan and jiao end in 整; negative begins with 负.

    The amount is rounded to the fen. ValueError from 1e16 on.
    """
    amount = quantize(amount)
    if abs(amount) >= LIMIT:
        raise ValueError(f"{amount} is too large to be written out")
    yuan, fen = divmod(int(abs(amount) * 100), 100)
    sign = "负" if amount < 0 else ""
    whole = f"{_below_1e16(yuan)}元" if yuan else ""
    return sign + (whole + _jiao_fen(fen, whole) or "零元整")


def _jiao_fen(hundredths: int, whole: str) -> str:
    jiao, fen = divmod(hundredths, 10)
    if not hundredths:
        return whole and "整"
    if not fen:
        return f"{DIGITS[jiao]}角整"
    zero = "零" if whole else ""
    return (f"{DIGITS[jiao]}角" if jiao else zero) + f"{DIGITS[fen]}分"


def _below_1e16(number: int) -> str:
    high, low = divmod(number, 10**8)
    return _joined(_below_1e8(high), "亿", _below_1e8(low), low < 10**7)


def _below_1e8(number: int) -> str:
    high, low = divmod(number, 10**4)
    return _joined(_below_1e4(high), "万", _below_1e4(low), low < 10**3)


def _joined(high: str, unit: str, low: str, gap: bool) -> str:
    """One 零 stands for all the empty places between the two halves."""
    if not high:
        return low
    return high + unit + ("零" if low and gap else "") + low


def _below_1e4(number: int) -> str:
    text, gap = "", False
    for place, size in PLACES:
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + place
        gap = not digit
    return text
