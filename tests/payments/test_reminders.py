from datetime import date, timedelta

import pytest

from payments.reminders import audience, due_step, steps_reached

DUE = date(2026, 11, 21)


def at(days):
    return DUE + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        (-8, []),
        (-7, [-7]),
        (0, [-7, 0]),
        (6, [-7, 0, 1]),
        (59, [-7, 0, 1, 7, 15, 30]),
        (60, [-7, 0, 1, 7, 15, 30, 60]),
        (125, [-7, 0, 1, 7, 15, 30, 60, 90, 120]),
    ],
)
def test_the_steps_are_reached_on_their_days(days, steps):
    assert steps_reached(DUE, at(days)) == steps


def test_an_open_date_reminds_nobody():
    assert steps_reached(None, DUE) == []
    assert due_step(None, DUE) == (None, [])


@pytest.mark.parametrize(
    ("days", "handled", "expected"),
    [
        (1, [-7, 0], (1, [])),
        (1, [-7, 0, 1], (None, [])),
        (20, [-7], (15, [0, 1, 7])),
        (20, [15], (None, [-7, 0, 1, 7])),
        (-20, [], (None, [])),
    ],
)
def test_only_the_latest_step_is_sent_and_earlier_ones_are_skipped(days, handled, expected):
    assert due_step(DUE, at(days), handled) == expected


@pytest.mark.parametrize(
    ("step", "told"),
    [(-7, ["owner"]), (1, ["owner"]), (7, ["owner", "manager"])]
    + [(15, ["owner", "manager", "finance"]), (60, ["owner", "manager", "finance"])],
)
def test_manager_and_finance_are_told_later(step, told):
    assert audience(step) == told
