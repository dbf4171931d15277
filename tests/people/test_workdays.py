from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from people.workdays import add_workdays, is_workday, next_workday, workdays_between

FRIDAY = date(2040, 6, 8)  # a year that no library knows


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 10, 1), False),  # National Day, a Tuesday
        (date(2024, 9, 29), True),  # a Sunday worked in exchange
        (date(2024, 9, 28), False),  # an ordinary Saturday
        (FRIDAY, True),
        (FRIDAY + timedelta(days=1), False),
    ],
)
def test_the_library_decides_where_it_knows_the_year_else_the_week(day, expected):
    assert is_workday(day) is expected


def test_the_tenants_own_entries_come_first():
    assert is_workday(date(2024, 10, 1), {date(2024, 10, 1): True})
    assert not is_workday(FRIDAY, {FRIDAY: False})


def test_next_workday_stays_on_a_working_day_and_skips_the_holiday():
    assert next_workday(date(2024, 9, 30)) == date(2024, 9, 30)
    assert next_workday(date(2024, 10, 1)) == date(2024, 10, 8)


@pytest.mark.parametrize(
    ("count", "day"),
    [(0, FRIDAY), (1, date(2040, 6, 11)), (5, date(2040, 6, 15)), (-1, date(2040, 6, 7))],
)
def test_add_workdays_counts_working_days_only(count, day):
    assert add_workdays(FRIDAY, count) == day


def test_workdays_between_leaves_out_the_start_and_counts_the_end():
    assert workdays_between(FRIDAY, FRIDAY) == 0
    assert workdays_between(FRIDAY, date(2040, 6, 11)) == 1
    assert workdays_between(date(2024, 9, 30), date(2024, 10, 8)) == 1
    assert workdays_between(date(2040, 6, 11), FRIDAY) == -1


def test_a_calendar_without_working_days_is_refused():
    calendar = {FRIDAY + timedelta(days=number): False for number in range(800)}
    with pytest.raises(ValueError, match="no working day"):
        add_workdays(FRIDAY, 1, calendar)


@settings(max_examples=50)
@given(st.dates(date(2020, 1, 1), date(2045, 1, 1)), st.integers(1, 40))
def test_counting_undoes_adding(day, count):
    assert workdays_between(day, add_workdays(day, count)) == count
