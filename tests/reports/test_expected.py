"""Expected signings through real rows: API, stored job and who sees what (spec 08, 01)."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
import time_machine

from opportunities.models import OpportunityShare
from reports import actions, tasks
from reports.days import Range
from reports.deals import expected_deals
from reports.expected import excluded, excluded_counts
from reports.models import ForecastRow
from reports.scope import credited_in
from reports.stored import stored_months
from tests.reports.rows import make_deal, make_process, win

FORECAST = "reports/forecast?as_of=2026-11-21"


@pytest.fixture
def example(room):
    """The worked example of spec 08: deals A–E in a process of 50, 70 and 90 %."""
    with room.a.scope():
        stages = [("Half", 50, 0), ("Quote", 70, 0), ("Agreed", 90, 0)]
        half, quote, agreed = make_process("Example", stages).stages.all()
        rep, rep2 = room.a.rep, room.a.rep2
        room.deals = {
            "A": make_deal(rep, quote, 100000, date(2026, 11, 30)),
            "B": make_deal(rep, agreed, 50000, date(2026, 12, 10)),
            "C": make_deal(rep2, half, 80000, date(2026, 11, 25)),
            "D": win(make_deal(rep2, agreed, 200000, date(2026, 11, 10)), date(2026, 11, 10)),
            "E": make_deal(rep2, agreed, 30000, date(2026, 10, 31)),
        }
    return room


def by_month(answer):
    return {row["month"]: (row["expected"], row["count"]) for row in answer["months"]}


def test_a_deal_due_today_is_not_late(example, ask):
    """A of the worked example is due on the day itself; E has gone by long before."""
    first = ask(example.a, "manager", "reports/forecast?as_of=2026-11-30")["months"][0]
    assert (first["count"], first["past"]) == (2, 1)


def test_each_reason_counts_the_deals_that_have_it(example):
    today, tenant = date(2026, 11, 21), example.a.tenant
    with example.a.scope("manager"):
        make_deal(example.a.rep, example.deals["A"].stage, 1000, None)
        make_deal(example.a.rep, example.deals["A"].stage, 1000, date(2027, 11, 1))
        scope = credited_in(example.a.manager)
        rows = [deal.reason for deal in excluded(scope, today, tenant)]
        counts = dict(excluded_counts(scope, today, tenant))
    assert counts == {"below_threshold": 1, "won": 1, "no_date": 1, "beyond_horizon": 1}
    assert counts == {reason: rows.count(reason) for reason in rows}


def test_the_worked_example(example, ask):
    answer = ask(example.a, "manager", FORECAST)
    months = by_month(answer)
    assert months["2026-11"] == ("97000.00", 2)
    assert months["2026-12"] == ("45000.00", 1)
    assert list(months)[0] == "2026-11"
    assert len(months) == 12
    assert answer["months"][0]["past"] == 1
    assert (answer["total"], answer["threshold"]) == ("142000.00", "70")
    assert (answer["as_of"], answer["currency"]) == ("2026-11-21", "CNY")
    assert answer["excluded"] == [
        {"opportunity": example.deals["D"].pk, "reason": "won"},
        {"opportunity": example.deals["C"].pk, "reason": "below_threshold"},
    ]


def test_a_probability_by_hand_changes_nothing(example, ask):
    with example.a.scope():
        for name in "AC":
            example.deals[name].probability = D(99)
            example.deals[name].save(update_fields=["probability"])
    assert by_month(ask(example.a, "manager", FORECAST))["2026-11"] == ("97000.00", 2)


def test_the_tenants_threshold_decides(example, ask):
    example.a.tenant.forecast_threshold = D("70.01")
    example.a.tenant.save()
    answer = ask(example.a, "manager", FORECAST)
    assert by_month(answer)["2026-11"] == ("27000.00", 1)
    assert answer["threshold"] == "70.01"


def test_the_rows_follow_a_threshold_between_whole_percents(example):
    threshold, months = D("70.01"), Range(date(2026, 11, 1), date(2026, 12, 1))
    with example.a.scope("manager"):
        scope = credited_in(example.a.manager)
        deals = expected_deals(scope, months, date(2026, 11, 21), threshold)
        assert [deal.stage.win_rate for deal in deals] == [90]


def test_today_is_the_tenants_day(example, ask):
    with time_machine.travel("2026-11-30T17:00:00Z", tick=False):  # 1 December in Shanghai
        answer = ask(example.a, "manager", "reports/forecast")
    assert answer["as_of"] == "2026-12-01"
    assert answer["months"][0] == {
        "month": "2026-12",
        "expected": "142000.00",
        "count": 3,
        "past": 2,
    }


def test_members_and_departments_have_the_figures_of_their_own_deals(example, ask):
    rows = ask(example.a, "manager", f"{FORECAST}&by=member")["rows"]
    assert [(row["key"], row["id"], row["total"]) for row in rows] == [
        ("Rep", example.a.rep.pk, "115000.00"),
        ("Rep2", example.a.rep2.pk, "27000.00"),
    ]
    assert len(rows[0]["months"]) == 12
    [team] = ask(example.a, "manager", f"{FORECAST}&by=department")["rows"]
    assert (team["key"], team["total"]) == ("Team East", "142000.00")


@pytest.mark.parametrize(
    ("who", "total"),
    [
        ("rep", "115000.00"),
        ("rep2", "27000.00"),
        ("owner", "0.00"),
        ("manager", "142000.00"),
        ("finance", "142000.00"),
        ("admin", "142000.00"),
        ("marketing", "0.00"),
    ],
)
def test_everybody_sees_what_counts_for_him(example, ask, who, total):
    assert ask(example.a, who, FORECAST)["total"] == total


def test_the_other_company_sees_nothing(example, ask):
    answer = ask(example.b, "admin", FORECAST)
    assert (answer["total"], answer["excluded"]) == ("0.00", [])


def test_a_share_adds_nothing(example, ask):
    with example.a.scope():
        OpportunityShare.objects.create(
            record=example.deals["E"], member=example.a.rep, granted_by=example.a.manager
        )
    assert ask(example.a, "rep", FORECAST)["total"] == "115000.00"


def test_a_manager_of_another_team_sees_nothing_of_it(example, ask):
    with example.a.scope():
        example.a.add("west", ["manager"], department=example.a.other_team)
    assert ask(example.a, "west", FORECAST)["total"] == "0.00"
    assert ask(example.a, "west", f"{FORECAST}&by=member&member={example.a.rep.pk}")["rows"] == []


def test_a_role_without_reports_is_turned_away(example, ask):
    ask(example.a, "legal", FORECAST, status=403)


def test_the_job_stores_what_the_api_computes(example, ask):
    with example.a.scope():
        # Thirds of a cent a deal: rounded per member they would not add up.
        quote = example.deals["A"].stage
        make_deal(example.a.rep, quote, "0.01", date(2026, 12, 1))
        make_deal(example.a.rep2, quote, "0.01", date(2026, 12, 1))
        tasks.store_forecast()
        months, at = stored_months(credited_in(example.a.manager), "CNY")
        own, _at = stored_months(credited_in(example.a.rep), "CNY")
    assert at is not None
    for name, stored in [("manager", months), ("rep", own)]:
        live = by_month(ask(example.a, name, FORECAST))
        assert {row.month: (str(row.expected), row.count) for row in stored} == {
            month: figures for month, figures in live.items() if figures[1]
        }


def test_the_job_twice_is_the_job_once(example):
    def rows():
        columns = ("member", "month", "model", "amount", "count", "past")
        return sorted(ForecastRow.objects.values_list(*columns))

    with example.a.scope():
        assert actions.store_forecast() == 3
        once = rows()
        actions.store_forecast()
        assert rows() == once


def test_what_is_no_longer_expected_leaves_the_store(example):
    with example.a.scope():
        actions.store_forecast()
    with time_machine.travel("2026-11-22T04:00:00Z", tick=False), example.a.scope():
        win(example.deals["B"], date(2026, 11, 22))
        actions.store_forecast()
        left = set(ForecastRow.objects.values_list("month", flat=True))
    assert left == {date(2026, 11, 1)}


def test_a_store_of_one_company_leaves_the_others_alone(example):
    with example.a.scope():
        actions.store_forecast()
    with example.b.scope():
        assert actions.store_forecast() == 0
    with example.a.scope():
        assert ForecastRow.objects.count() == 3


def test_nobody_asks_for_a_model_that_is_not_computed(example, ask):
    ask(example.a, "manager", f"{FORECAST}&model=guess", status=422)


def test_the_last_month_counts_and_the_next_is_left_out(example, ask):
    with example.a.scope():
        stage = example.deals["A"].stage
        make_deal(example.a.rep, stage, 1000, date(2027, 10, 31))
        beyond = make_deal(example.a.rep, stage, 1000, date(2027, 11, 1))
        undated = make_deal(example.a.rep, stage, 1000, None)
    answer = ask(example.a, "manager", FORECAST)
    assert by_month(answer)["2027-10"] == ("700.00", 1)
    reasons = {row["opportunity"]: row["reason"] for row in answer["excluded"]}
    assert reasons[beyond.pk] == "beyond_horizon"
    assert reasons[undated.pk] == "no_date"


def test_a_day_asked_for_is_the_day_of_the_forecast(example, ask):
    later = (example.today + timedelta(days=40)).isoformat()
    answer = ask(example.a, "manager", f"reports/forecast?as_of={later}")
    assert answer["months"][0]["month"] == "2026-12"
    assert answer["months"][0]["expected"] == "142000.00"
