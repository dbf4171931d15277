from decimal import Decimal as D
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from reports.charts import HEIGHT, LINES, TOP, bar, grid, share


@given(st.integers(1, 10**14))
def test_the_highest_column_ends_inside_the_grid(highest):
    scale = grid(D(highest))
    assert scale.top >= highest
    assert scale.y(D(highest)) >= TOP
    assert 2 <= len(scale.lines) <= LINES + 1
    assert scale.lines[0] == (0, TOP + HEIGHT)


def test_lines_stand_at_round_values():
    assert [value for value, _y in grid(D(5841000)).lines] == [n * 10**6 for n in range(7)]


def test_nothing_has_a_grid_too():
    assert grid(D(0)).stack([("f-green", D(0))]) == []


def test_parts_of_a_column_stand_on_each_other():
    low, high = grid(D(100)).stack([("a", D(30)), ("none", D(0)), ("b", D(50))])
    assert low.y + low.height == TOP + HEIGHT
    assert high.y + high.height == low.y


def test_parts_of_a_bar_stand_side_by_side():
    assert bar(D(200), [("a", D(50)), ("none", D(0)), ("b", D(150))]) == [
        {"css": "a", "x": 0, "width": D(25)},
        {"css": "b", "x": D(25), "width": D(75)},
    ]
    assert bar(0, [("a", D(0))]) == []
    assert share(Fraction(1, 3), 1) == D("33.33")
