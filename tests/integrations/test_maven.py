"""The example with the real data, against figures counted from the files themselves."""

import csv
import os
import subprocess
from calendar import monthrange
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Count, Sum

from customers.models import Account
from opportunities.models import Opportunity
from people.actions import create_token
from people.models import Department, Member
from tenants.models import Tenant
from tenants.scope import tenant_scope
from tests import realdata
from tests.cast import browser

ROOT = Path(__file__).resolve().parent.parent.parent


def rows(name):
    with (realdata.folder("maven_crm") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load(slug="maven"):
    ran = subprocess.run(
        [ROOT / "examples" / "maven" / "load", realdata.folder("maven_crm"), slug],
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.long(30)
@pytest.mark.django_db(transaction=True)
def test_the_whole_example_yields_the_known_figures():
    deals = rows("sales_pipeline.csv")
    load()
    with tenant_scope(Tenant.objects.get(slug="maven")):
        check_counts()
        check_people()
        check_products(deals)
        check_accounts()
        admin = Member.objects.get(email="admin@maven.example")
        _token, secret = create_token(by=admin, member=admin, name="t")
    check_months(deals, asking(secret))
    check_win_rates(deals, asking(secret))
    again = load()
    assert "created" in again
    assert " 0 created, 0 changed, 8800 here already" in again


def asking(secret):
    """Asks the API for win rates as the administrator."""

    def ask(by, first, last):
        query = {"by": by, "from": first.isoformat(), "to": last.isoformat()}
        headers = {"Authorization": f"Bearer {secret}"}
        answer = browser().get("/api/v1/reports/win-rate", query, headers=headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def check_counts():
    found = Counter(Opportunity.objects.values_list("status", "stage__order"))
    assert found[("open", 1)] == 500
    assert found[("open", 2)] == 1589
    won = Opportunity.objects.filter(status="won").aggregate(n=Count("id"), s=Sum("amount"))
    assert won == {"n": 4238, "s": Decimal(10_005_534)}
    lost = Opportunity.objects.filter(status="lost").count()
    assert lost == 2473
    assert round(4238 / (4238 + lost), 4) == 0.6315


def check_people():
    teams = rows("sales_teams.csv")
    assert Member.objects.with_role("rep").count() == len(teams) == 35
    assert Member.objects.with_role("manager").count() == 6
    regions = Department.objects.exclude(region="").values_list("region", flat=True)
    assert set(regions) == {"Central", "East", "West"}
    admin = Member.objects.get(email="admin@maven.example")
    assert admin.user.check_password("fairway-demo")


def check_months(deals, ask):
    for month in range(1, 13):
        first, last = date(2017, month, 1), date(2017, month, monthrange(2017, month)[1])
        won = [r for r in deals if r["close_date"][:7] == f"2017-{month:02}"]
        expected = sum(Decimal(row["close_value"]) for row in won)
        assert Decimal(ask("manager", first, last)["total"]["won_amount"]) == expected


def check_win_rates(deals, ask):
    teams = {row["sales_agent"]: row for row in rows("sales_teams.csv")}
    keys = {
        "manager": lambda row: teams[row["sales_agent"]]["manager"],
        "region": lambda row: teams[row["sales_agent"]]["regional_office"],
        "product": lambda row: row["product"].replace("GTXPro", "GTX Pro"),
    }
    for by, key in keys.items():
        expected = defaultdict(lambda: [0, 0, Decimal(0)])
        for row in deals:
            if row["deal_stage"] in ("Won", "Lost"):
                line = expected[key(row)]
                line[row["deal_stage"] == "Lost"] += 1
                line[2] += Decimal(row["close_value"])
        answer = ask(by, date(2016, 1, 1), date(2018, 1, 1))
        found = {
            row["key"]: [row["won"], row["lost"], Decimal(row["won_amount"])]
            for row in answer["rows"]
        }
        assert found == expected, by
        assert answer["total"]["win_rate"] == "63.2"


def check_products(deals):
    expected = Counter(row["product"].replace("GTXPro", "GTX Pro") for row in deals)
    found = Opportunity.objects.values_list("products__product__name").annotate(n=Count("id"))
    assert dict(found) == expected
    assert expected["GTX Pro"] == 1480


def check_accounts():
    expected = {row["account"]: row["subsidiary_of"] for row in rows("accounts.csv")}
    named = Account.objects.exclude(name="(customer not named)").select_related("parent")
    assert {each.name: each.parent.name if each.parent else "" for each in named} == expected
    assert not named.filter(industry="technolgy").exists()
    assert Opportunity.objects.filter(account__name="(customer not named)").count() == 1425


@pytest.mark.django_db(transaction=True)
def test_a_company_with_a_known_password_is_not_made_in_production(tmp_path):
    for name in ("sales_teams", "accounts", "products", "sales_pipeline"):
        (tmp_path / f"{name}.csv").write_text("a\n1\n")
    ran = subprocess.run(
        [ROOT / "examples" / "maven" / "load", tmp_path, "maven"],
        env=os.environ
        | {"FAIRWAY_MODE": "production", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "a.example"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "create_tenant" in ran.stderr
    assert not Tenant.objects.filter(slug="maven").exists()
