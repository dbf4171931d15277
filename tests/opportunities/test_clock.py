"""Stale deals: found by queryset and card alike, told once (spec 04, Clock)."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from activities.models import Notification
from opportunities.actions import advance, change_opportunity, touch_opportunity
from opportunities.models import Opportunity
from opportunities.staleness import clock
from opportunities.tasks import remind_stale
from tests.opportunities.deals import make_deal

START = datetime(2026, 11, 2, 2, tzinfo=UTC)  # Monday 10:00 in Shanghai
STAGE_DAYS = 14
FRIDAY_3_WEEKS_ON = START + timedelta(days=18)  # 14 working days later
MONDAY_AFTER = START + timedelta(days=21)  # 15 working days later


@pytest.fixture
def a(cast):
    with cast.a.scope("rep"):
        yield cast.a


def deal_of(a, **fields):
    with time_machine.travel(START, tick=False):
        return make_deal(a, **fields)


def keep_busy(deal):
    touch_opportunity(deal, timezone.now())


def reasons(deal) -> list[str]:
    deal = Opportunity.objects.select_related("stage").get(pk=deal.pk)
    found = [one.reason for one in clock().reasons(deal)]
    assert Opportunity.objects.stale().filter(pk=deal.pk).exists() == bool(found)
    return found


def told(member) -> list[str]:
    return sorted(Notification.objects.filter(member=member).values_list("verb", flat=True))


def test_a_deal_is_stale_by_dwell_one_working_day_after_its_limit(a):
    deal = deal_of(a)
    with time_machine.travel(FRIDAY_3_WEEKS_ON, tick=False):
        keep_busy(deal)
        assert reasons(deal) == []
    with time_machine.travel(MONDAY_AFTER, tick=False):
        assert reasons(deal) == ["dwell"]
        advance(by=a.rep, opportunity=deal)
        assert reasons(deal) == []


def test_a_deal_is_idle_after_the_tenants_days_and_an_activity_cures_it(a):
    deal = deal_of(a)
    with time_machine.travel(FRIDAY_3_WEEKS_ON - timedelta(days=1), tick=False):
        assert reasons(deal) == []
    with time_machine.travel(FRIDAY_3_WEEKS_ON, tick=False):
        assert reasons(deal) == ["idle"]
        keep_busy(deal)
        assert reasons(deal) == []


def test_a_passed_date_makes_a_deal_stale_and_a_new_one_cures_it(a):
    deal = deal_of(a, expected_close_date=date(2026, 11, 3))
    with time_machine.travel(START + timedelta(days=1), tick=False):
        assert reasons(deal) == []
    with time_machine.travel(START + timedelta(days=2), tick=False):
        assert reasons(deal) == ["date"]
        change_opportunity(by=a.rep, opportunity=deal, expected_close_date=date(2026, 12, 1))
        assert reasons(deal) == []


def test_the_queryset_and_the_card_agree_on_every_day(a):
    deal = deal_of(a, expected_close_date=date(2026, 12, 10))
    for days in range(60):
        with time_machine.travel(START + timedelta(days=days), tick=False):
            reasons(deal)


def test_the_owner_hears_once_and_again_only_of_a_new_occurrence(a):
    deal = deal_of(a, expected_close_date=date(2026, 11, 3))
    with time_machine.travel(START + timedelta(days=2), tick=False):
        assert remind_stale() == 1
        assert remind_stale() == 0
        assert told(a.rep) == ["opportunity.stale_date"]
        assert told(a.manager) == []
        change_opportunity(by=a.rep, opportunity=deal, expected_close_date=date(2026, 11, 4))
    with time_machine.travel(START + timedelta(days=3), tick=False):
        assert remind_stale() == 1
        assert told(a.rep) == ["opportunity.stale_date"] * 2


def test_the_manager_hears_seven_working_days_after_the_date(a):
    deal_of(a, expected_close_date=date(2026, 11, 3))
    with time_machine.travel(datetime(2026, 11, 11, 2, tzinfo=UTC), tick=False):
        remind_stale()
        assert told(a.manager) == []
    with time_machine.travel(datetime(2026, 11, 12, 2, tzinfo=UTC), tick=False):
        remind_stale()
        assert told(a.manager) == ["opportunity.stale_date"]


def test_the_manager_hears_at_twice_the_limits(a):
    deal_of(a)
    with time_machine.travel(START + timedelta(days=38), tick=False):  # 28 working days
        remind_stale()
        assert told(a.manager) == ["opportunity.stale_idle"]
    with time_machine.travel(START + timedelta(days=39), tick=False):
        remind_stale()
        assert told(a.manager) == ["opportunity.stale_dwell", "opportunity.stale_idle"]


@pytest.mark.parametrize("hours", [-2, 24 * 5])  # before nine; on a Saturday
def test_nobody_is_told_at_night_or_on_a_day_off(a, hours):
    deal_of(a, expected_close_date=date(2026, 10, 5))
    with time_machine.travel(START + timedelta(hours=hours), tick=False):
        assert remind_stale() == 0
    with time_machine.travel(START + timedelta(days=7), tick=False):
        assert remind_stale() > 0


def test_closed_deals_are_never_stale(a):
    from opportunities.actions import win

    deal = deal_of(a, expected_close_date=date(2026, 11, 3))
    win(by=a.rep, opportunity=deal, reason="signed")
    with time_machine.travel(MONDAY_AFTER, tick=False):
        assert not Opportunity.objects.stale().exists()


@pytest.mark.django_db(transaction=True)
def test_parallel_runs_tell_once(committed_cast):
    a = committed_cast.a
    with a.scope("rep"):
        deal_of(a, expected_close_date=date(2026, 11, 3))
    gate = threading.Barrier(4)

    def run():
        gate.wait()
        try:
            with a.scope():
                remind_stale()
        finally:
            connection.close()

    with time_machine.travel(START + timedelta(days=2), tick=True):
        threads = [threading.Thread(target=run) for _number in range(4)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
    with a.scope():
        assert told(a.rep) == ["opportunity.stale_date"]
