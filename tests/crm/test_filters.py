"""The table of formats: every kind of figure in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone, translation

from crm.templatetags.fairway import date_h, icon, listed, money, money_short, percent, points

ZH, EN = "zh-hans", "en"


@pytest.mark.parametrize(
    ("language", "amount", "currency", "shown"),
    [
        (ZH, "1780000", "CNY", "¥1,780,000.00"),
        (EN, "1780000", "CNY", "CN¥1,780,000.00"),
        (ZH, "97000.005", "CNY", "¥97,000.01"),
        (ZH, "-0.5", "CNY", "-¥0.50"),
        (EN, "1200", "USD", "$1,200.00"),
        (ZH, "1200", "USD", "US$1,200.00"),
        (EN, "1200", "JPY", "¥1,200"),
        (ZH, "12345678901234567.89", "CNY", "¥12,345,678,901,234,567.89"),
    ],
)
def test_money_is_exact(language, amount, currency, shown):
    with translation.override(language):
        assert money(Decimal(amount), currency) == shown


@pytest.mark.parametrize(
    ("language", "amount", "shown"),
    [
        (ZH, "1780000", "¥178.0万"),
        (ZH, "128000000", "¥1.28亿"),
        (ZH, "9600", "¥9,600"),
        (ZH, "99999999", "¥1.00亿"),
        (ZH, "-1780000", "-¥178.0万"),
        (ZH, "19770000", "¥1,977.0万"),
        (EN, "1780000", "¥1.78M"),
        (EN, "640000", "¥640K"),
        (EN, "999999", "¥1.00M"),
        (EN, "2500000000", "¥2.50B"),
        (EN, "960", "¥960"),
        (EN, "0", "¥0"),
    ],
)
def test_money_on_a_card_is_short(language, amount, shown):
    with translation.override(language):
        assert money_short(Decimal(amount), "CNY") == shown


@pytest.mark.parametrize(
    ("language", "style", "shown"),
    [
        (ZH, "", "2027-01-26"),
        (EN, "", "26 Jan 2027"),
        (ZH, "card", "1月26日"),
        (EN, "card", "26 Jan"),
        (ZH, "weekday", "周二"),
        (EN, "weekday", "Tue"),
    ],
)
def test_a_date_follows_the_language(language, style, shown):
    with translation.override(language):
        assert date_h(date(2027, 1, 26), style) == shown


def test_the_text_of_a_date_field_reads_as_its_day():
    with translation.override(EN):
        assert date_h("2027-01-26") == "26 Jan 2027"
        assert date_h("2027-13-45") == "2027-13-45"


def test_a_moment_is_shown_in_the_active_time_zone():
    moment = datetime(2027, 1, 26, 20, 5, tzinfo=UTC)
    with translation.override(ZH), timezone.override("Asia/Shanghai"):
        assert date_h(moment) == "2027-01-27 04:05"
    with translation.override(EN), timezone.override("UTC"):
        assert date_h(moment) == "26 Jan 2027 20:05"


@pytest.mark.parametrize(
    ("days", "chinese", "english"),
    [
        (0, "今天", "Today"),
        (1, "明天", "Tomorrow"),
        (5, "5 天后", "In 5 days"),
        (-1, "逾期 1 天", "1 day overdue"),
        (-5, "逾期 5 天", "5 days overdue"),
        (66, "1月26日", "26 Jan"),
    ],
)
def test_a_day_is_told_from_today(days, chinese, english):
    with time_machine.travel(datetime(2026, 11, 21, 4, tzinfo=UTC), tick=False):
        day = timezone.localdate() + timedelta(days=days)
        with translation.override(ZH):
            assert date_h(day, "relative") == chinese
        with translation.override(EN):
            assert date_h(day, "relative") == english


@pytest.mark.parametrize(
    ("passed", "chinese", "english"),
    [
        (timedelta(seconds=20), "刚刚", "Just now"),
        (timedelta(minutes=1), "1 分钟前", "1 minute ago"),
        (timedelta(hours=3), "3 小时前", "3 hours ago"),
        (timedelta(days=2), "2 天前", "2 days ago"),
        (timedelta(days=40), "2026-10-12 12:00", "12 Oct 2026 12:00"),
    ],
)
def test_a_moment_is_told_from_now(passed, chinese, english):
    now = datetime(2026, 11, 21, 4, tzinfo=UTC)
    with time_machine.travel(now, tick=False), timezone.override("Asia/Shanghai"):
        with translation.override(ZH):
            assert date_h(now - passed, "relative") == chinese
        with translation.override(EN):
            assert date_h(now - passed, "relative") == english


def test_shares_and_deviations_follow_the_language():
    with translation.override(ZH):
        assert percent(Decimal("17.45")) == "17.5%"
        assert points(Decimal("-3.2")) == "▼ 3.2"
        assert points(Decimal("2.5")) == "▲ 2.5"
    with translation.override(EN):
        assert percent(Decimal("17.45")) == "17.5 %"
        assert percent(Decimal("70"), 0) == "70 %"
        assert percent(Decimal("70"), "-2") == "70 %"
        assert percent(Decimal("33.333"), "-2") == "33.33 %"
        assert points(Decimal("-3.2")) == "−3.2 pp"


@pytest.mark.parametrize("show", [date_h, percent, points])
def test_nothing_is_a_dash(show):
    assert show(None) == "–"


@pytest.mark.parametrize("show", [money, money_short])
def test_no_amount_is_a_dash_and_an_amount_without_a_currency_is_none(show):
    assert show(None, "CNY") == "–"
    with pytest.raises(TypeError):
        show(Decimal(1))


def test_an_icon_names_its_symbol_and_is_hidden_from_readers():
    html = icon("phone", "sm")
    assert 'class="i sm"' in html
    assert 'icons.svg#phone"' in html
    assert 'aria-hidden="true"' in html


def test_names_beside_each_other_are_joined_as_the_language_does():
    with translation.override(ZH):
        assert listed(["赵敏", "钱伟"]) == "赵敏、钱伟"
    with translation.override(EN):
        assert listed(["Min", "Wei"]) == "Min, Wei"
