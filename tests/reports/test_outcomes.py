"""Win rates through real rows and the API (spec 08)."""

from datetime import UTC, date, datetime

import pytest

from opportunities.models import OpportunityProduct
from products.models import Product
from tests.reports.rows import lose, make_account, make_deal, win

WON, LOST = date(2026, 3, 11), date(2026, 3, 20)
MADE = datetime(2026, 2, 28, 17, tzinfo=UTC)  # 1 March in Shanghai


@pytest.fixture
def closed(room):
    """Rep: 2 won, 1 lost; rep2 in the western team: 1 won; all created on 1 March."""
    a = room.a
    with a.scope():
        a.other_team.region = "West"
        a.other_team.save()
        a.office.region = "China"
        a.office.save()
        a.rep2.department = a.other_team
        a.rep2.save()
        a.add("west", ["manager"], department=a.other_team)
        steel = make_account(a.rep, industry="Steel")
        stage = room.stages[-1]
        first = win(make_deal(a.rep, stage, 300, account=steel, created_at=MADE), WON)
        second = win(make_deal(a.rep, stage, 100, created_at=MADE, source="Fair"), LOST)
        lost = lose(make_deal(a.rep, stage, 500, created_at=MADE, source="Fair"), LOST)
        other = win(make_deal(a.rep2, stage, 50, created_at=MADE), WON)
        pump = Product.objects.create(sku="P", name="Pump", list_price=1)
        valve = Product.objects.create(sku="V", name="Valve", list_price=1)
        for deal, product, amount in [(first, pump, 200), (first, valve, 100), (lost, pump, None)]:
            OpportunityProduct.objects.create(opportunity=deal, product=product, amount=amount)
    room.deals = (first, second, lost, other)
    return room


def rows(room, ask, by, who="admin", more=""):
    answer = ask(room.a, who, f"reports/win-rate?by={by}{more}")
    found = {row["key"]: (row["won"], row["lost"], row["win_rate"]) for row in answer["rows"]}
    return found, answer["total"]


def test_the_shape(closed, ask):
    answer = ask(closed.a, "rep", "reports/win-rate?by=member&from=2026-03-01&to=2026-03-20")
    assert answer["rows"] == [
        {
            "key": "Rep",
            "id": str(closed.a.rep.pk),
            "won": 2,
            "lost": 1,
            "win_rate": "66.7",
            "won_amount": "400.00",
            "cycle_days_mean": "14.5",
            "cycle_days_median": "14.5",
        }
    ]
    assert answer["total"]["won_amount"] == "400.00"
    assert answer["total"]["key"] is None


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("member", {"Rep": (2, 1, "66.7"), "Rep2": (1, 0, "100.0")}),
        ("manager", {"Manager": (2, 1, "66.7"), "West": (1, 0, "100.0")}),
        ("department", {"Team East": (2, 1, "66.7"), "Team West": (1, 0, "100.0")}),
        ("region", {"China": (2, 1, "66.7"), "West": (1, 0, "100.0")}),
        ("industry", {"Steel": (1, 0, "100.0"), None: (2, 1, "66.7")}),
        ("source", {"Fair": (1, 1, "50.0"), None: (2, 0, "100.0")}),
        ("product", {"Pump": (1, 1, "50.0"), "Valve": (1, 0, "100.0"), None: (2, 0, "100.0")}),
    ],
)
def test_deals_are_counted_under_each_key(closed, ask, by, expected):
    found, total = rows(closed, ask, by)
    assert found == expected
    assert (total["won"], total["lost"], total["won_amount"]) == (3, 1, "450.00")


def test_a_product_has_its_own_share_of_the_amount(closed, ask):
    answer = ask(closed.a, "admin", "reports/win-rate?by=product")
    amounts = {row["key"]: row["won_amount"] for row in answer["rows"]}
    assert amounts == {"Pump": "200.00", "Valve": "100.00", None: "150.00"}


def test_the_period_is_of_the_closing_day_both_ends_included(closed, ask):
    found, _total = rows(closed, ask, "member", more="&from=2026-03-12&to=2026-03-20")
    assert found == {"Rep": (1, 1, "50.0")}
    found, _total = rows(closed, ask, "member", more="&to=2026-03-19")
    assert found == {"Rep": (1, 0, "100.0"), "Rep2": (1, 0, "100.0")}
    ask(closed.a, "admin", "reports/win-rate?from=2026-03-12&to=2026-03-11", status=422)


def test_a_deal_handed_over_stays_in_the_past_of_him_who_won_it(closed, ask):
    with closed.a.scope():
        deal = closed.deals[0]
        deal.owner = closed.a.rep2
        deal.save(update_fields=["owner"])
        closed.a.rep.department = closed.a.other_team
        closed.a.rep.save()
    found, _total = rows(closed, ask, "department")
    assert found["Team East"] == (2, 1, "66.7")


def test_a_department_without_a_manager_has_that_of_the_one_above(closed, ask):
    with closed.a.scope():
        closed.a.manager.department = closed.a.office
        closed.a.manager.save()
        closed.a.members["west"].active = False
        closed.a.members["west"].save()
    found, _total = rows(closed, ask, "manager")
    assert found == {"Manager": (3, 1, "75.0")}


def test_two_managers_of_a_department_share_a_row(closed, ask):
    with closed.a.scope():
        closed.a.add("zhou", ["manager"], department=closed.a.other_team)
    found, _total = rows(closed, ask, "manager")
    assert found["West, Zhou"] == (1, 0, "100.0")


def test_marketing_has_sums_by_source_of_the_company_and_nothing_else(closed, ask):
    found, _total = rows(closed, ask, "source", who="marketing")
    assert found["Fair"] == (1, 1, "50.0")
    assert rows(closed, ask, "member", who="marketing")[0] == {}


@pytest.mark.parametrize(
    ("who", "keys"), [("rep", {"Rep"}), ("manager", {"Rep"}), ("west", {"Rep2"}), ("owner", set())]
)
def test_everybody_sees_what_is_credited_in_his_scope(closed, ask, who, keys):
    assert set(rows(closed, ask, "member", who=who)[0]) == keys


def test_the_other_company_sees_nothing(closed, ask):
    answer = ask(closed.b, "admin", "reports/win-rate?by=member")
    assert (answer["rows"], answer["total"]["won"]) == ([], 0)
