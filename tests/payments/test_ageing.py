import csv
from datetime import date, datetime, timedelta
from decimal import Decimal as D

import pytest

from payments.ageing import ageing, bucket, part_paid, state
from tests import realdata

TODAY = date(2026, 11, 21)


def days(number):
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("balance", "due_on", "expected"),
    [
        (D(0), days(-5), "paid"),
        (D(1), days(-1), "overdue"),
        (D(1), TODAY, "due"),
        (D(1), days(7), "due"),
        (D(1), days(8), "planned"),
        (D(1), None, "planned"),
    ],
)
def test_the_state_is_the_first_that_holds(balance, due_on, expected):
    assert state(balance, due_on, TODAY) == expected


@pytest.mark.parametrize(
    ("late", "expected"),
    [(0, "not_due"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90")]
    + [(90, "61-90"), (91, "90+"), (-3, "not_due")],
)
def test_buckets_have_their_edges(late, expected):
    assert bucket(days(-late), TODAY) == expected


def test_an_open_date_is_not_due():
    assert bucket(None, TODAY) == "not_due"


def test_part_paid_is_apart_from_the_state():
    assert part_paid(D(10), D(4))
    assert not part_paid(D(10), D(10))
    assert not part_paid(D(10), D(0))


def test_ageing_counts_the_balance_of_open_rows_only():
    rows = [(D(5), days(-1)), (D(7), days(-40)), (D(0), days(-40)), (D(9), None)]
    result = ageing(rows, TODAY)
    assert [(cell["count"], cell["amount"]) for cell in result["buckets"]] == [
        (1, D(9)), (1, D(5)), (1, D(7)), (0, D(0)), (0, D(0)),
    ]  # fmt: skip
    assert result["overdue"] == {"count": 2, "amount": D(12)}


def test_a_real_ledger_has_its_known_overdue_rows():
    path = next(realdata.folder("ibm_ar").glob("*.csv"))
    as_of = date(2012, 12, 31)

    def day(text):
        return datetime.strptime(text, "%d/%m/%Y").date()

    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (D(row["InvoiceAmount"]), day(row["DueDate"]), day(row["SettledDate"]))
            for row in csv.DictReader(file)
            if day(row["InvoiceDate"]) <= as_of
        ]
    open_rows = [(amount, due) for amount, due, settled in rows if settled > as_of]
    assert ageing(open_rows, as_of)["overdue"] == {"count": 13, "amount": D("788.74")}
