import csv
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.dates import ORDERS, AmbiguousDates, DatesRefused, infer_order, parse_date
from tests import realdata

FORMS = {"ymd": "%Y-%m-%d", "dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["2026-01-15", "2026-2-3"], "ymd"),
        (["2026年1月15日", "20260203", "2026/2/3", "2026-01-15 00:00:00"], "ymd"),
        (["03/04/2026", "", "25/04/2026"], "dmy"),
        (["03/04/2026", "04/25/2026"], "mdy"),
        (["03.04.2026", "25.04.2026"], "dmy"),
        (["05/05/2026", "06/06/2026"], "dmy"),
        (["", " "], "ymd"),
    ],
)
def test_the_whole_column_decides(column, order):
    assert infer_order(column) == order


def test_a_column_that_fits_both_is_never_guessed():
    with pytest.raises(AmbiguousDates):
        infer_order(["03/04/2026", "05/05/2026", "12/11/2026"])


@pytest.mark.parametrize(
    ("column", "code"),
    [
        (["25/04/2026", "04/25/2026"], "mixed"),
        (["2026-01-15", "15/01/2026"], "mixed"),
        (["2026-02-30"], "date"),
        (["31/31/2026"], "date"),
        (["1/2/26"], "date"),
        (["soon"], "date"),
        (["2026-01-15 08:30"], "date"),
        (["2026-01/15"], "date"),
        (["0000-01-01"], "date"),
        (["٢٠٢٦-01-01"], "date"),
    ],
)
def test_what_is_no_column_of_dates_is_refused(column, code):
    with pytest.raises(DatesRefused) as refused:
        infer_order(column)
    assert refused.value.code == code
    assert column[-1] in str(refused.value)


def test_parse_date_keeps_to_the_order_of_the_column():
    assert parse_date("03/04/2026", "dmy") == date(2026, 4, 3)
    assert parse_date("03/04/2026", "mdy") == date(2026, 3, 4)
    with pytest.raises(DatesRefused):
        parse_date("25/04/2026", "mdy")
    with pytest.raises(DatesRefused):
        parse_date("2026-04-25", "dmy")


@settings(max_examples=50)
@given(st.lists(st.dates(date(1950, 1, 1)), min_size=1, max_size=6), st.sampled_from(ORDERS))
def test_a_written_column_reads_back_or_is_ambiguous(days, order):
    year_padded = FORMS[order].replace("%Y", "{0.year:04}")
    column = [day.strftime(year_padded.format(day)) for day in days]
    try:
        inferred = infer_order(column)
    except AmbiguousDates:
        assert all(day.day <= 12 for day in days)
        return
    assert [parse_date(text, inferred) for text in column] == days


def test_a_real_ledger_shows_its_order_by_its_late_days():
    path = next(realdata.folder("ibm_ar").glob("*.csv"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        columns = [(row["InvoiceDate"], row["DueDate"]) for row in csv.DictReader(file)]
    assert {infer_order(column) for column in zip(*columns, strict=True)} == {"dmy"}
