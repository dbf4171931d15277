from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.money import AmountRefused, amount_str, parse_amount, quantize, share_str, split

cents = st.integers(0, 10**17).map(lambda units: D(units).scaleb(-2))
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("2.665", "CNY", "2.67"),
        ("-2.665", "CNY", "-2.67"),
        ("0.5", "JPY", "1"),
        ("1.2345", "KWD", "1.235"),
        ("-0.001", "CNY", "0.00"),
        ("12345678901234567890123456789.005", "CNY", "12345678901234567890123456789.01"),
    ],
)
def test_quantize_rounds_half_up_to_the_minor_unit(amount, currency, expected):
    assert str(quantize(D(amount), currency)) == expected


@pytest.mark.parametrize(
    ("amount", "error"),
    [(1.5, TypeError), (True, TypeError), ("1", TypeError), (None, TypeError)]
    + [(D(text), ValueError) for text in ("NaN", "sNaN", "Infinity", "-Infinity")],
)
def test_quantize_refuses_what_is_no_exact_finite_number(amount, error):
    with pytest.raises(error):
        quantize(amount)


def test_an_unknown_currency_is_refused():
    with pytest.raises(ValueError, match="XXX"):
        quantize(D(1), "XXX")


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        ("100000.01", [30, 60, 10], ["30000.00", "60000.01", "10000.00"]),
        ("100.02", [25, 25, 25, 25], ["25.01", "25.01", "25.00", "25.00"]),
        ("0.02", [1, 1, 1], ["0.01", "0.01", "0.00"]),
        ("0.01", [0, 5], ["0.00", "0.01"]),
        ("1.00", [0, 0, 0], ["0.34", "0.33", "0.33"]),
        ("-0.05", [1, 1], ["-0.03", "-0.02"]),
    ],
)
def test_split_gives_the_largest_remainder_its_cent_and_ties_to_the_earlier(total, weights, parts):
    assert [str(part) for part in split(D(total), weights)] == parts


def test_split_works_on_the_minor_unit_of_the_currency():
    assert split(D(10), [1, 1, 1], "JPY") == [D(4), D(3), D(3)]


@pytest.mark.parametrize(("total", "weights"), [("1.001", [1]), ("1", []), ("1", [1, -1])])
def test_split_refuses_half_cents_and_impossible_weights(total, weights):
    with pytest.raises(ValueError):
        split(D(total), weights)


@settings(max_examples=50)
@given(cents, weights)
def test_split_conserves_and_stays_within_a_cent_of_each_share(total, weights):
    parts = split(total, weights)
    assert sum(parts) == total
    shares = weights if sum(weights) else [1] * len(weights)
    for part, weight in zip(parts, shares, strict=True):
        assert part >= 0
        assert abs(Fraction(part) - Fraction(total) * weight / sum(shares)) < Fraction(1, 100)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234.5", "1234.5"),
        ("1,234,567.89", "1234567.89"),
        ("100 000.01", "100000.01"),
        ("１２，３４５．６０", "12345.60"),
        ("￥1,999.00", "1999.00"),
        ("-¥5", "-5"),
        ("¥-5", "-5"),
        ("人民币 1,000 元", "1000"),
        ("CNY 97000.00", "97000.00"),
        ("12.5万", "125000"),
        ("3亿元", "300000000"),
        ("1.23456789 万", "12345.6789"),
        ("0", "0"),
        ("007", "7"),
    ],
)
def test_parse_amount_reads_what_people_write(text, amount):
    assert parse_amount(text) == D(amount)


@pytest.mark.parametrize(
    "text",
    ["", " ", "1e3", "NaN", "Infinity", "-0", "-0.00", "+5", "1,23", "1.234,50", "1,2345", "--5"]
    + ["$5", "5²", "½", "٣", "1_000", "0x10", "1.", ".5", "(5)", "5%", "5万万", "12 34", "9" * 17]
    + ["9" * 61, "1\x002", "亿", "¥", "1,000,00"],
)
def test_parse_amount_refuses_what_has_no_single_reading(text):
    with pytest.raises(AmountRefused):
        parse_amount(text)


def test_parse_amount_takes_only_the_sign_of_its_currency():
    assert parse_amount("$1,000.50", "USD") == D("1000.50")
    with pytest.raises(AmountRefused):
        parse_amount("¥5", "USD")


@settings(max_examples=50)
@given(st.integers(1, 10**18 - 1).map(lambda units: D(units).scaleb(-2)))
def test_what_is_written_reads_back(amount):
    full_width = str.maketrans("0123456789.,-¥", "０１２３４５６７８９．，－￥")
    for text in (amount_str(amount), f"{amount:,.2f}", f"¥{amount:,.2f}", f"-¥{amount:,.2f}"):
        sign = -1 if text.startswith("-") else 1
        assert parse_amount(text) == parse_amount(text.translate(full_width)) == sign * amount


def test_amount_str_has_the_digits_of_the_currency():
    assert amount_str(D(97000)) == "97000.00"
    assert amount_str(D("1E+5")) == "100000.00"
    assert amount_str(D(5), "JPY") == "5"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Fraction(9, 20), "45.0"),
        (Fraction(4238, 6711), "63.2"),
        (Fraction(1, 2000), "0.1"),
        (Fraction(-1, 2000), "-0.1"),
        (Fraction(-1, 9000), "0.0"),
        (D("0.6325"), "63.3"),
        (1, "100.0"),
        (0, "0.0"),
    ],
)
def test_share_str_is_percent_with_one_decimal_half_up(share, text):
    assert share_str(share) == text


def test_share_str_refuses_floats():
    with pytest.raises(TypeError):
        share_str(0.45)
