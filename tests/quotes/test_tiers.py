from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.tiers import TiersRefused, tier_amount

TIERS = [(1, D(100)), (11, D(90)), (51, D(80))]


@pytest.mark.parametrize(
    ("qty", "graduated", "volume"),
    [
        ("1", "100", "100"),
        ("10", "1000", "1000"),
        ("11", "1090", "990"),
        ("50", "4600", "4500"),
        ("60", "5400", "4800"),
        ("61", "5480.00", "4880"),
        ("10.5", "1045", "945"),
        ("0.5", "50", "50"),
    ],
)
def test_tiers_price_the_worked_examples(qty, graduated, volume):
    assert tier_amount(TIERS, D(qty), "graduated") == D(graduated)
    assert tier_amount(reversed(TIERS), D(qty), "volume") == D(volume)


@pytest.mark.parametrize(
    ("tiers", "qty", "mode", "code"),
    [
        (TIERS, "1", "other", "mode"),
        ([], "1", "volume", "no_tiers"),
        ([(1, 5), (1, 4)], "1", "volume", "same_start"),
        ([(5, 10)], "4", "volume", "below_first_tier"),
        (TIERS, "0", "graduated", "below_first_tier"),
    ],
)
def test_what_has_no_price_is_refused(tiers, qty, mode, code):
    with pytest.raises(TiersRefused) as refused:
        tier_amount(tiers, D(qty), mode)
    assert refused.value.code == code


def test_a_first_tier_above_one_prices_all_its_units():
    assert tier_amount([(5, 10), (11, 9)], D(6), "graduated") == 60


@settings(max_examples=50)
@given(st.integers(1, 200))
def test_a_graduated_price_is_the_sum_of_its_units(qty):
    def unit(number):
        return 100 if number <= 10 else 90 if number <= 50 else 80

    expected = sum(unit(number) for number in range(1, qty + 1))
    assert tier_amount(TIERS, D(qty), "graduated") == expected
