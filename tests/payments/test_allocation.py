from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payments.allocation import propose

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def test_the_oldest_due_is_paid_first_and_open_dates_last():
    rows = [("open", D(50), None, 1), ("june", D(100), JUNE, 2), ("may", D(100), MAY, 3)]
    assert propose(D(230), rows) == [("may", D(100)), ("june", D(100)), ("open", D(30))]


def test_the_same_day_goes_by_number_and_settled_rows_get_nothing():
    rows = [("b", D(10), MAY, 2), ("a", D(10), MAY, 1), ("done", D(0), MAY, 0)]
    assert propose(D(15), rows) == [("a", D(10)), ("b", D(5))]


def test_what_is_too_much_stays_credit():
    assert propose(D(500), [("a", D(10), MAY, 1)]) == [("a", D(10))]
    assert propose(D(0), [("a", D(10), MAY, 1)]) == []


def test_a_negative_rest_is_refused():
    with pytest.raises(ValueError):
        propose(D(-1), [])


amounts = st.integers(0, 10**8).map(lambda fen: D(fen).scaleb(-2))


@settings(max_examples=50)
@given(amounts, st.lists(st.tuples(amounts, st.none() | st.integers(0, 90)), max_size=8))
def test_no_proposal_is_over_and_none_leaves_money_that_fits(rest, rows):
    instalments = [
        (no, balance, None if days is None else MAY + timedelta(days=days), no)
        for no, (balance, days) in enumerate(rows)
    ]
    proposal = dict(propose(rest, instalments))
    assert sum(proposal.values()) == min(rest, sum(balance for balance, _days in rows))
    assert all(0 < amount <= rows[no][0] for no, amount in proposal.items())
