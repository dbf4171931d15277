from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.forecast import Deal, forecast, forecast_by, summed

TODAY = date(2026, 11, 21)
A = Deal(1, D(100000), D(70), date(2026, 11, 30), key="li")
B = Deal(2, D(50000), D(90), date(2026, 12, 10), key="li")
C = Deal(3, D(80000), D(50), date(2026, 11, 25), key="wang")
WON = Deal(4, D(200000), D(100), date(2026, 11, 10), "won", key="wang")
LATE = Deal(5, D(30000), D(90), date(2026, 10, 31), key="wang")
EXAMPLE = [A, B, C, WON, LATE]


def test_the_worked_example():
    result = forecast(EXAMPLE, TODAY)
    months = {row.month: (str(row.expected), row.count) for row in result.months}
    assert months["2026-11"] == ("97000.00", 2)
    assert months["2026-12"] == ("45000.00", 1)
    assert list(months)[0] == "2026-11"
    assert list(months)[-1] == "2027-10"
    assert len(months) == 12
    assert str(result.total) == "142000.00"
    assert result.excluded == [(3, "below_threshold"), (4, "won")]


def test_a_date_gone_by_counts_now_and_is_marked():
    today = replace(C, win_rate=D(70), expected_close_date=TODAY)
    yesterday = replace(A, expected_close_date=date(2026, 11, 20))
    result = forecast([LATE, yesterday, today, B], TODAY)
    assert result.past == [5, 1]
    assert result.months[0].past == 2
    assert result.months[1].past == 0


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "lost"}, "lost"),
        ({"status": "invalid"}, "invalid"),
        ({"win_rate": D("69.99")}, "below_threshold"),
        ({"expected_close_date": None}, "no_date"),
        ({"expected_close_date": date(2027, 11, 1)}, "beyond_horizon"),
    ],
)
def test_what_does_not_count_says_why(change, reason):
    result = forecast([replace(A, **change)], TODAY)
    assert result.excluded == [(1, reason)]
    assert result.total == 0


def test_without_threshold_every_open_deal_counts():
    assert forecast([C], TODAY, threshold=None).total == D(40000)


def test_the_last_month_of_the_horizon_counts():
    result = forecast([replace(A, expected_close_date=date(2027, 10, 31))], TODAY)
    assert result.months[-1].expected == D(70000)


def test_cents_are_rounded_once_a_month():
    deals = [Deal(n, D("0.01"), D(70), TODAY) for n in range(3)]
    assert forecast(deals, TODAY).total == D("0.02")


def test_quarters_and_years_follow_the_fiscal_year():
    result = forecast(EXAMPLE, TODAY)
    assert summed(result.periods(3)["2026-Q4"]) == D(142000)
    years = {label: summed(months) for label, months in result.periods(12).items()}
    assert years == {"2026": D(142000), "2027": D(0)}
    assert summed(result.periods(3, first_month=4)["2026-Q3"]) == D(142000)
    assert list(result.periods(12, first_month=12)) == ["2025", "2026"]


def test_each_member_has_the_figure_of_his_own_deals():
    groups = forecast_by(EXAMPLE, TODAY)
    assert groups["li"].total == D(115000)
    assert groups["wang"].total == D(27000)
    assert groups["wang"].excluded == [(3, "below_threshold"), (4, "won")]


deals = st.lists(
    st.builds(
        Deal,
        st.integers(),
        st.integers(0, 10**12).map(lambda fen: D(fen).scaleb(-2)),
        st.integers(1, 99).map(D),
        st.none() | st.dates(date(2025, 1, 1), date(2029, 1, 1)),
        st.sampled_from(["open", "open", "won", "lost", "invalid"]),
    ),
    max_size=12,
)


@settings(max_examples=50)
@given(deals, st.randoms())
def test_every_deal_is_counted_or_excluded_whatever_the_order(rows, random):
    result = forecast(rows, TODAY)
    assert sum(month.count for month in result.months) + len(result.excluded) == len(rows)
    assert sum(map(summed, result.periods(3).values())) == result.total
    shuffled = random.sample(rows, len(rows))
    assert forecast(shuffled, TODAY).months == result.months
