from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.pricing import LinePrice, Manual, PriceRefused, QuotePrice, below_cost, price_line

whole_numbers = st.integers(1, 500).map(D)
prices = st.integers(1, 10**7).map(lambda fen: D(fen).scaleb(-2))
percents = st.integers(0, 1000).map(lambda tenths: D(tenths).scaleb(-1))


def line(total, before, product=None, qty="1", rate="13"):
    return LinePrice(D(qty), D(before), D(before), D(rate), D(total), product=product)


def test_the_worked_example_of_three_at_five_percent_off():
    priced = price_line(D(3), D("1999.00"), D(13), manual=Manual("percent", D(5)))
    assert (priced.line_total, priced.tax, priced.net) == (D("5697.15"), D("655.42"), D("5041.73"))
    assert priced.unit_price == D("1899.050000")
    assert priced.effective_discount == Fraction(5, 100)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("percent", "5"), ("zhe", "9.5"), ("unit_price", "1899.05"), ("total", "5697.15")],
)
def test_every_way_of_typing_the_discount_leads_to_the_same_price(kind, value):
    priced = price_line(D(3), D("1999.00"), D(13), manual=Manual(kind, D(value)))
    assert priced.line_total == D("5697.15")
    assert priced.percent == 5
    assert priced.manual == Manual(kind, D(value))


def test_the_shown_unit_price_is_never_multiplied_back():
    priced = price_line(D(61), D(100), D(13), before_manual=D(5480))
    assert priced.unit_price == D("89.836066")
    assert priced.line_total == D("5480.00")


def test_the_line_is_rounded_once_and_half_up():
    priced = price_line(D("0.5"), D("5.33"), D(0))
    assert (priced.line_total, priced.tax, priced.net) == (D("2.67"), D(0), D("2.67"))


@pytest.mark.parametrize(
    ("kind", "value"),
    [("percent", "101"), ("percent", "-1"), ("zhe", "10.1"), ("total", "-0.01"), ("half", "1")],
)
def test_impossible_discounts_are_refused(kind, value):
    with pytest.raises(PriceRefused):
        Manual(kind, D(value))


@pytest.mark.parametrize(("qty", "rate"), [("0", "13"), ("-1", "13"), ("1", "100"), ("1", "-1")])
def test_impossible_lines_are_refused(qty, rate):
    with pytest.raises(PriceRefused):
        price_line(D(qty), D(10), D(rate))


def test_a_whole_quote_discount_is_spread_by_largest_remainder():
    quote = QuotePrice(tuple(price_line(D(1), D("33.34"), D(13)) for _ in range(3)))
    reduced = quote.with_discount(Manual("total", D(100)))
    assert [x.line_total for x in reduced.lines] == [D("33.33"), D("33.33"), D("33.34")]
    assert reduced.total == 100
    assert reduced.total == reduced.net + reduced.tax


def test_a_whole_quote_discount_counts_in_each_lines_effective_discount():
    quote = QuotePrice((price_line(D(1), D(100), D(13), manual=Manual("percent", D(10))),))
    reduced = quote.with_discount(Manual("percent", D(10)))
    assert reduced.highest_discount == Fraction(19, 100)


@pytest.mark.parametrize("manual", [Manual("total", D(101)), Manual("unit_price", D(1))])
def test_a_whole_quote_is_neither_raised_nor_given_a_unit_price(manual):
    with pytest.raises(PriceRefused):
        QuotePrice((price_line(D(1), D(100), D(13)),)).with_discount(manual)


def test_the_highest_line_decides():
    quote = QuotePrice((line("1000", "1000"), line("85", "100"), line("95", "100")))
    assert quote.highest_discount == Fraction(15, 100)
    assert quote.exceeds(D("14.9"))
    assert not quote.exceeds(D(15))


@pytest.mark.parametrize(("total", "exceeds"), [("94.99", False), ("94.98", True), ("95", False)])
def test_within_one_cent_of_the_limit_is_within(total, exceeds):
    assert line(total, "100").exceeds(D(5)) is exceeds
    assert QuotePrice((line(total, "100"),)).exceeds(D(5)) is exceeds


def test_a_hundred_cents_do_not_hide_in_a_hundred_lines():
    pieces = tuple(line("0.99", "1", product="A") for _ in range(100))
    assert QuotePrice((line("99", "100", product="A"),)).exceeds(D(0))
    assert QuotePrice(pieces).exceeds(D(0))


def test_different_products_at_their_rounded_limit_need_no_approval():
    lines = tuple(
        price_line(D(1), D("0.09"), D(13), manual=Manual("percent", D(5)), product=n)
        for n in range(20)
    )
    assert not QuotePrice(lines).exceeds(D(5))


def test_a_free_line_gives_no_discount():
    assert line("0", "0").effective_discount == 0
    assert not line("0", "0").exceeds(D(0))


@pytest.mark.parametrize(
    ("limits", "place"), [(["5", "10", "20"], 2), (["5", "12", "20"], 1), (["1"], None), ([], None)]
)
def test_the_first_limit_that_covers_is_chosen(limits, place):
    quote = QuotePrice((line("88", "100"),))
    assert quote.first_covering([D(limit) for limit in limits]) == place


def test_below_cost_compares_without_vat():
    assert below_cost(D("100.00"), D(2), D("50.01"))
    assert not below_cost(D("100.00"), D(2), D("50.00"))


def test_an_empty_quote_is_worth_nothing():
    quote = QuotePrice(())
    assert (quote.total, quote.tax, quote.net, quote.highest_discount) == (0, 0, 0, 0)
    assert quote.with_discount(Manual("percent", D(5))) == quote


@settings(max_examples=50)
@given(whole_numbers, prices, percents, st.sampled_from([0, 1, 3, 6, 9, 13]))
def test_net_and_tax_always_add_up(qty, price, percent, rate):
    priced = price_line(qty, price, D(rate), manual=Manual("percent", percent))
    assert priced.net + priced.tax == priced.line_total
    assert priced.tax >= 0
    assert abs(priced.tax - priced.net * rate / 100) <= D("0.01")


@settings(max_examples=50)
@given(st.lists(st.tuples(whole_numbers, prices), min_size=1, max_size=6), percents)
def test_a_whole_quote_discount_conserves_and_leaves_no_line_negative(rows, percent):
    quote = QuotePrice(tuple(price_line(qty, price, D(13)) for qty, price in rows))
    reduced = quote.with_discount(Manual("percent", percent))
    assert reduced.total == Manual("percent", percent).applied_to(quote.total, D(1)).quantize(
        D("0.01"), "ROUND_HALF_UP"
    )
    pairs = zip(reduced.lines, quote.lines, strict=True)
    assert all(0 <= after.line_total <= before.line_total for after, before in pairs)


@settings(max_examples=50)
@given(st.data(), whole_numbers.filter(lambda qty: qty > 1), prices, percents, percents)
def test_splitting_a_line_never_lowers_the_needed_approval(data, qty, price, percent, limit):
    whole = price_line(qty, price, D(13), manual=Manual("percent", percent), product="A")
    first = data.draw(st.integers(1, int(qty) - 1).map(D))
    share = data.draw(st.integers(0, int(whole.line_total * 100)).map(lambda fen: D(fen) / 100))
    pieces = (
        line(share, first * price, product="A", qty=first),
        line(whole.line_total - share, (qty - first) * price, product="A", qty=qty - first),
    )
    if QuotePrice((whole,)).exceeds(limit):
        assert QuotePrice(pieces).exceeds(limit)


@pytest.mark.parametrize(
    ("qty", "price"), [("999999999999", "100000"), ("0.000001", "200000000000000")]
)
def test_a_line_that_no_column_holds_is_refused(qty, price):
    with pytest.raises(PriceRefused) as refused:
        price_line(D(qty), D(price), D(13))
    assert refused.value.code == "too_large"


def test_a_quote_that_no_column_holds_is_refused():
    with pytest.raises(PriceRefused):
        QuotePrice(tuple(line(D(10) ** 15, D(10) ** 15) for _number in range(10)))
