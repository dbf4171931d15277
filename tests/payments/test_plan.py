from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.plan import Part, PlanRefused, due_date, part_amounts, plan

SIGNED = {"signing": date(2040, 6, 8)}  # a Friday


def percents(*values):
    return [Part("percent", D(value), "signing") for value in values]


def amounts(total, parts):
    return [str(row.amount) for row in plan(D(total), parts, SIGNED)]


BALANCE = Part("balance", None, "acceptance")


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        ("100000.01", percents(30, 60, 10), ["30000.00", "60000.01", "10000.00"]),
        ("100.02", percents(25, 25, 25, 25), ["25.01", "25.01", "25.00", "25.00"]),
        ("100000.01", [*percents(30, 60), BALANCE], ["30000.00", "60000.01", "10000.00"]),
        ("1000.00", [Part("amount", D(100), "signing"), BALANCE], ["100", "900.00"]),
        ("1000.00", [BALANCE], ["1000.00"]),
        ("100000.01", [*percents(30), Part("amount", D("70000.01"), "signing")],
         ["30000.00", "70000.01"]),
        ("100.00", [*percents(100), BALANCE], ["100.00"]),
        ("0.01", percents(50, 50), ["0.01"]),
    ],
)  # fmt: skip
def test_the_plan_splits_the_contract(total, parts, expected):
    assert amounts(total, parts) == expected


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([], "no_parts"),
        ([BALANCE, BALANCE], "two_balances"),
        (percents(30, 60), "not_whole"),
        (percents(60, 60), "too_much"),
        ([Part("amount", D(999), "signing")], "not_whole"),
        ([Part("amount", D("0.001"), "signing"), BALANCE], "amount"),
        ([*percents(30), Part("amount", D(800), "signing"), BALANCE], "too_much"),
    ],
)
def test_terms_that_do_not_make_the_contract_are_refused(parts, code):
    with pytest.raises(PlanRefused) as refused:
        plan(D("1000.00"), parts, SIGNED)
    assert refused.value.code == code
    assert str(refused.value)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"share": "half"}, "share"),
        ({"share": "balance"}, "share"),
        ({"value": None}, "share"),
        ({"value": D(0)}, "percent"),
        ({"value": D(101)}, "percent"),
        ({"share": "amount", "value": D(-1)}, "amount"),
        ({"trigger": "never"}, "trigger"),
        ({"trigger": "date"}, "date"),
        ({"on": date(2040, 1, 1)}, "date"),
        ({"trigger": "date", "on": date(2040, 1, 1), "days": 3}, "date"),
        ({"trigger": "milestone"}, "milestone"),
        ({"milestone": 7}, "milestone"),
        ({"days": -1}, "days"),
    ],
)
def test_a_part_that_contradicts_itself_is_refused(fields, code):
    with pytest.raises(PlanRefused) as refused:
        Part(**{"share": "percent", "value": D(30), "trigger": "signing", **fields})
    assert refused.value.code == code


@pytest.mark.parametrize("total", ["-1", "0.001"])
def test_a_contract_of_broken_cents_is_refused(total):
    with pytest.raises(PlanRefused):
        plan(D(total), [BALANCE], SIGNED)


@pytest.mark.parametrize(
    ("part", "due"),
    [
        (Part("percent", D(100), "signing", days=3), date(2040, 6, 11)),
        (Part("percent", D(100), "signing", days=1), date(2040, 6, 11)),  # Saturday moves
        (Part("percent", D(100), "signing", days=3, working_days=True), date(2040, 6, 13)),
        (Part("percent", D(100), "date", on=date(2040, 6, 9)), date(2040, 6, 9)),  # stated: stays
        (Part("percent", D(100), "milestone", milestone=7), date(2040, 6, 12)),
        (Part("percent", D(100), "milestone", milestone=8), None),
        (Part("percent", D(100), "delivery", days=30), None),
    ],
)
def test_due_dates_follow_their_events(part, due):
    dates = {**SIGNED, ("milestone", 7): date(2040, 6, 12)}
    assert plan(D(10), [part], dates)[0].due_on == due


def test_a_tenant_may_keep_computed_dates_on_days_off():
    part = Part("percent", D(100), "signing", days=1)
    assert due_date(part, SIGNED, shift_holidays=False) == date(2040, 6, 9)


def test_instalments_keep_their_event_and_are_numbered_without_gaps():
    rows = plan(D("0.01"), [*percents(30), Part("percent", D(70), "delivery")], SIGNED)
    assert [(row.no, row.trigger, row.due_on) for row in rows] == [(1, "delivery", None)]


@settings(max_examples=50)
@given(
    st.integers(0, 10**14).map(lambda fen: D(fen).scaleb(-2)),
    st.lists(st.integers(1, 20), min_size=1, max_size=5),
)
def test_every_plan_sums_to_the_contract(total, shares):
    parts = [*percents(*shares), BALANCE]
    assert sum(part_amounts(total, parts)) == total
    assert all(amount >= 0 for amount in part_amounts(total, parts))
