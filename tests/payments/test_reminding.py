"""Reminders over fake days: each step once, the latest only, silence when paid (spec 07)."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine

from activities.models import Notification
from payments import actions
from payments.models import Reminder
from payments.tasks import remind_overdue
from tests.factories.formal import formal_contract, on_day

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
DUE = date(2026, 3, 10)  # a Tuesday


def at(day: date, hour: int = 8, minute: int = 10):
    return time_machine.travel(
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI), tick=False
    )


@pytest.fixture
def contract(cast):
    with cast.a.scope():
        yield formal_contract(cast.a.rep, terms=[on_day(DUE, 100)], signed_on=date(2026, 1, 5))


def sent():
    rows = Reminder.objects.filter(outcome="sent").order_by("step")
    return list(rows.values_list("step", flat=True))


def told(name):
    return Notification.objects.filter(member=name, verb__startswith="instalment.").count()


def test_every_day_run_twice_sends_each_step_once(cast, contract):
    for number in range(-10, 95):
        for _twice in range(2):
            with at(DUE + timedelta(days=number)):
                remind_overdue()
            with at(DUE + timedelta(days=number), 9):
                remind_overdue()
    assert sent() == [-7, 0, 1, 7, 15, 30, 60, 90]
    assert (told(cast.a.rep), told(cast.a.manager), told(cast.a.finance)) == (8, 5, 4)
    assert told(cast.a.rep2) == 0


def test_after_an_outage_only_the_latest_step_is_sent(contract):
    with at(DUE + timedelta(days=8)):
        assert remind_overdue() == 1
    rows = Reminder.objects.order_by("step").values_list("step", "outcome")
    assert list(rows) == [(-7, "skipped"), (0, "skipped"), (1, "skipped"), (7, "sent")]


def test_nothing_is_sent_before_eight(contract):
    with at(DUE, 7, 59):
        assert remind_overdue() == 0
    with at(DUE, 8, 0):
        assert remind_overdue() == 1


def test_a_step_on_a_day_off_goes_out_at_nine_on_the_next_working_day(cast):
    sunday = date(2026, 3, 15)
    with cast.a.scope():
        formal_contract(cast.a.rep, terms=[on_day(sunday - timedelta(days=1), 100)])
        with at(sunday, 12):
            assert remind_overdue() == 0
        with at(sunday + timedelta(days=1), 8):
            assert remind_overdue() == 0
        with at(sunday + timedelta(days=1), 9):
            assert remind_overdue() == 1
        assert sent() == [1]


def report(cast, contract, amount):
    return actions.report_receipt(
        by=cast.a.rep,
        contract=contract,
        amount=Decimal(amount),
        received_on=date(2026, 3, 2),
        payer="Acme",
    )


def test_silence_when_paid_or_covered_by_a_reported_receipt(cast, contract):
    receipt = report(cast, contract, "1000.00")
    with at(DUE):
        assert remind_overdue() == 0
    actions.confirm_receipt(by=cast.a.finance, receipt=receipt)
    with at(DUE):
        assert remind_overdue() == 0
    actions.reverse_receipt(by=cast.a.finance, receipt=receipt, reason="bounced")
    with at(DUE):
        assert remind_overdue() == 1


def test_a_receipt_that_covers_only_a_part_does_not_silence(cast, contract):
    report(cast, contract, "999.99")
    with at(DUE):
        assert remind_overdue() == 1


def test_an_open_date_reminds_nobody(cast):
    term = {"share": "percent", "value": Decimal(100), "trigger": "delivery"}
    with cast.a.scope():
        formal_contract(cast.a.rep, terms=[term])
        with at(DUE):
            assert remind_overdue() == 0


def test_a_companys_run_leaves_the_others_alone(cast):
    with cast.a.scope():
        formal_contract(cast.a.rep, terms=[on_day(DUE, 100)])
    with cast.b.scope(), at(DUE):
        assert remind_overdue() == 0
    with cast.a.scope():
        assert sent() == []
