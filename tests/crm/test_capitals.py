from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.capitals import capital_amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("5697.15", "伍仟陆佰玖拾柒元壹角伍分"),
        ("0", "零元整"),
        ("0.01", "壹分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("100", "壹佰元整"),
        ("1005.00", "壹仟零伍元整"),
        ("1050", "壹仟零伍拾元整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("100000.01", "壹拾万元零壹分"),
        ("10001000", "壹仟万壹仟元整"),
        ("10000001", "壹仟万零壹元整"),
        ("100000000", "壹亿元整"),
        ("100050000", "壹亿零伍万元整"),
        ("6000007.14", "陆佰万零柒元壹角肆分"),
        ("1000000000000", "壹万亿元整"),
        ("1000100000000.3", "壹万零壹亿元叁角整"),
        ("-12.30", "负壹拾贰元叁角整"),
    ],
)
def test_amounts_are_written_as_a_cashier_writes_them(amount, text):
    assert capital_amount(D(amount)) == text


def test_the_largest_amount_is_written_and_the_next_refused():
    assert capital_amount(D("9999999999999999.99")).startswith("玖仟玖佰玖拾玖万玖仟")
    with pytest.raises(ValueError):
        capital_amount(D("9999999999999999.995"))


def read_back(text):
    """The amount that a reader takes from the text; an independent reading, digit by digit."""
    value = {char: number for number, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
    scale = {"拾": 10, "佰": 100, "仟": 1000}
    total = section = digit = fen = 0
    for char in text.removeprefix("负"):
        if char in value:
            digit = value[char]
        elif char in scale:
            section, digit = section + digit * scale[char], 0
        elif char == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        elif char == "元":
            total, section, digit = total + section + digit, 0, 0
        elif char in "角分":
            fen, digit = fen + digit * (10 if char == "角" else 1), 0
    amount = D(total * 100 + fen).scaleb(-2)
    return -amount if text.startswith("负") else amount


digits = st.text("0000123456789", min_size=1, max_size=18)


@settings(max_examples=50)
@given(digits.map(lambda text: D(int(text)).scaleb(-2)))
def test_what_is_written_out_reads_back_and_never_stutters(amount):
    text = capital_amount(amount)
    assert read_back(text) == amount
    assert "零零" not in text
