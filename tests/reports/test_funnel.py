from decimal import Decimal as D
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.money import share_str
from reports.funnel import standing, wilson_excludes

STAGES = [("初步接触", 15), ("需求沟通", 40), ("意向确认", 30), ("报价", 10), ("成功签约", 5)]


def deals(*counts, member="A", times=1):
    return [
        (member, stage, D(100))
        for (stage, _baseline), count in zip(STAGES, counts, strict=True)
        for _deal in range(count * times)
    ]


def test_the_worked_example_at_twenty_deals():
    cells = standing(deals(3, 9, 7, 0, 1), STAGES)["members"]["A"]
    assert [share_str(cell.share) for cell in cells] == ["15.0", "45.0", "35.0", "0.0", "5.0"]
    assert [cell.deviation for cell in cells] == [0, 5, 5, -10, 0]
    assert [cell.marked for cell in cells] == [False, True, True, True, False]
    assert not any(cell.significant for cell in cells)
    assert [cell.amount for cell in cells] == [300, 900, 700, 0, 100]


def test_at_two_hundred_deals_only_the_quotes_are_significant():
    cells = standing(deals(3, 9, 7, 0, 1, times=10), STAGES)["members"]["A"]
    assert [cell.stage for cell in cells if cell.significant] == ["报价"]


@pytest.mark.parametrize(("count", "marked"), [(9, False), (10, True)])
def test_few_deals_are_not_marked(count, marked):
    cells = standing(deals(count, 0, 0, 0, 0), STAGES)["members"]["A"]
    assert cells[0].marked is marked


def test_the_threshold_is_the_tenants():
    cells = standing(deals(3, 9, 7, 0, 1), STAGES, threshold=6)["stages"]
    assert [cell.stage for cell in cells if cell.marked] == ["报价"]


def test_members_stand_apart_and_the_whole_is_their_sum():
    result = standing(deals(1, 0, 0, 0, 0) + deals(0, 2, 0, 0, 1, member="B"), STAGES)
    assert [cell.count for cell in result["stages"]] == [1, 2, 0, 0, 1]
    assert [cell.count for cell in result["members"]["B"]] == [0, 2, 0, 0, 1]


def test_nobodys_funnel_is_empty_but_complete():
    result = standing([], STAGES)
    assert [(cell.count, cell.share, cell.marked) for cell in result["stages"]] == [
        (0, Fraction(0), False)
    ] * 5
    assert result["members"] == {}


@settings(max_examples=50)
@given(st.integers(1, 400), st.data(), st.integers(1, 99))
def test_the_interval_is_wilsons(n, data, percent):
    count, z = data.draw(st.integers(0, n)), 1.6448536269514722
    p = count / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    distance = abs(percent / 100 - middle) - half
    if abs(distance) > 1e-9:
        assert wilson_excludes(count, n, Fraction(percent, 100)) is (distance > 0)
