from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction

from reports.winrate import Closed, win_rates

START = date(2026, 1, 1)


def closed(key, status, amount=100, days=10):
    return Closed(key, status, D(amount), START, START + timedelta(days=days))


def test_rates_are_won_of_decided_and_invalid_stays_out():
    rows, total = win_rates(
        [closed("li", "won", 300, 10), closed("li", "won", 100, 21), closed("li", "lost", 100)]
        + [closed("li", "invalid"), closed("wang", "lost", 0)]
    )
    assert [row.as_row() for row in rows] == [
        {
            "key": "li",
            "won": 2,
            "lost": 1,
            "win_rate": "66.7",
            "won_amount": "400.00",
            "cycle_days_mean": "15.5",
            "cycle_days_median": "15.5",
        },
        {
            "key": "wang",
            "won": 0,
            "lost": 1,
            "win_rate": "0.0",
            "won_amount": "0.00",
            "cycle_days_mean": None,
            "cycle_days_median": None,
        },
    ]
    assert rows[0].rate_by_amount == Fraction(4, 5)
    assert (total.won, total.lost, total.rate) == (2, 2, Fraction(1, 2))


def test_the_known_rate_of_a_large_pipeline_has_one_decimal():
    _rows, total = win_rates([closed(1, "won")] * 4238 + [closed(1, "lost")] * 2473)
    assert total.as_row()["win_rate"] == "63.2"


def test_the_cycle_has_mean_median_and_the_ninth_decile():
    _rows, total = win_rates([closed(1, "won", days=days) for days in (1, 2, 3, 4, 100)])
    assert (total.cycle_mean, total.cycle_median, total.cycle_p90) == (22, 3, 100)
    _rows, total = win_rates([closed(1, "won", days=days) for days in range(1, 11)])
    assert total.cycle_p90 == 9


def test_nothing_decided_has_no_rate():
    rows, total = win_rates([closed(1, "invalid")])
    assert rows == []
    assert total.as_row()["win_rate"] is None
    assert total.rate_by_amount is None
