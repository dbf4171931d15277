"""Deals with their history."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from customers.models import Account
from integrations.table import FileRefused
from opportunities.defaults import default_process
from opportunities.models import Opportunity, StageChange
from tests.integrations.imports import bring, refusals, table

HEADS = ["opportunity_id", "sales_agent", "product", "account", "stage", "begun", "ended", "value"]
FIELDS = """
[fields]
external_id = "opportunity_id"
owner = "sales_agent"
product = { column = "product", values = { GTXPro = "GTX Pro" } }
account = %s
stage = "stage"
created_at = "begun"
closed_on = "ended"
amount = "value"
[stages]
Prospecting = 1
Engaging = 2
Won = "won"
Lost = { status = "lost", stage = 2 }
"""
PLAIN = FIELDS % '"account"'
ROWS = [
    ["w", "Rep", "GTXPro", "Acme", "Won", "2017-01-02", "2017-03-01", "1054"],
    ["l", "Rep2", "GTX Pro", "Acme", "Lost", "2017-01-02", "2017-03-02", "0"],
    ["e", "Rep", "GTX Pro", "Acme", "Engaging", "2017-01-02", "", ""],
    ["p", "Rep", "GTX Pro", "Acme", "Prospecting", "", "", ""],
    ["n", "Rep", "GTX Pro", "", "Engaging", "2017-01-02", "", ""],
]


@pytest.fixture
def shop(a):
    bring(a, "accounts", table(["name"], ["Acme"]))
    bring(a, "products", table(["sku", "name", "price"], ["G1", "GTX Pro", "4821"]))
    return a


def deal(number):
    return Opportunity.objects.get(external_id=number)


def test_won_lost_and_open_deals_stand_as_they_did(shop):
    outcome = bring(shop, "opportunities", table(HEADS, *ROWS), PLAIN)
    assert refusals(outcome) == [(6, "account")]
    stages = list(default_process().stages.order_by("order"))
    won, lost, engaging, prospecting = map(deal, "wlep")
    assert (won.status, won.closed_on, won.amount) == ("won", date(2017, 3, 1), Decimal(1054))
    assert timezone.localtime(won.created_at).date() == date(2017, 1, 2)
    assert (won.credited_to, won.credited_department) == (shop.rep, shop.rep.department)
    assert (won.name, won.imported_by, won.stage) == ("GTX Pro · Acme", shop.admin, stages[-1])
    assert won.products.get().product.name == "GTX Pro"
    assert (lost.status, lost.stage, lost.amount) == ("lost", stages[1], 0)
    assert (engaging.status, engaging.stage, engaging.closed_on) == ("open", stages[1], None)
    assert prospecting.stage == stages[0]
    verbs = (
        StageChange.objects.filter(opportunity=won).order_by("at").values_list("verb", flat=True)
    )
    assert list(verbs) == ["create", "win"]


def test_a_second_time_adds_nothing(shop):
    bring(shop, "opportunities", table(HEADS, *ROWS), PLAIN)
    again = bring(shop, "opportunities", table(HEADS, *ROWS), PLAIN)
    assert (again.created, again.unchanged) == (0, 4)
    assert StageChange.objects.count() == 6


def test_the_map_may_name_a_customer_for_rows_without_one(shop):
    text = FIELDS % '{ column = "account", placeholder = "(nobody)" }'
    rows = [*ROWS, ["x", "Rep", "GTX Pro", "Unheard", "Engaging", "2017-01-02", "", ""]]
    outcome = bring(shop, "opportunities", table(HEADS, *rows), text)
    assert refusals(outcome) == [(7, "account")]
    assert deal("n").account.name == "(nobody)"
    assert Account.objects.count() == 2


@pytest.mark.parametrize(("choice", "name"), [("create", "Unheard"), ("placeholder", "(nobody)")])
def test_the_map_may_let_unknown_customers_in(shop, choice, name):
    rule = f'{{ column = "account", placeholder = "(nobody)", if_missing = "{choice}" }}'
    row = ["x", "Rep", "GTX Pro", "Unheard", "Engaging", "2017-01-02", "", ""]
    bring(shop, "opportunities", table(HEADS, row), FIELDS % rule)
    assert deal("x").account.name == name


@pytest.mark.parametrize("text", ["Dreaming", "9" * 5000])
def test_an_unknown_stage_says_which_there_are(shop, text):
    row = ["x", "Rep", "GTX Pro", "Acme", text, "2017-01-02", "", ""]
    outcome = bring(shop, "opportunities", table(HEADS, row), PLAIN)
    assert refusals(outcome) == [(2, "stage")]
    assert default_process().stages.first().name in outcome.errors[0].reason
    assert text in outcome.errors[0].reason


def test_two_members_of_one_name_are_not_guessed(shop):
    shop.add("rep3", ["rep"]).__class__.objects.filter(email="rep3@alpha.example").update(
        name="Rep"
    )
    outcome = bring(shop, "opportunities", table(HEADS, ROWS[0]), PLAIN)
    assert refusals(outcome) == [(2, "sales_agent")]


def test_an_export_of_another_crm_is_understood_without_a_map(shop):
    heads = ["Id", "IsDeleted", "AccountName", "Name", "StageName", "Amount", "CloseDate"]
    heads += ["IsClosed", "IsWon", "CreatedDate", "LostReason"]
    rows = [
        ["1", "false", "ACME", "a", "Closed Won", "5.5", "2020-02-01", "true", "true"],
        ["2", "false", "Acme", "b", "Ours alone", "5", "2020-02-01", "true", "false"],
        ["3", "false", "Acme", "c", "Ours alone", "5", "2999-02-01", "false", "false"],
        ["4", "false", "Acme", "d", "Needs", "5", "2999-02-01", "false", "false"],
        ["5", "true", "Acme", "e", "Closed Won", "5", "2020-02-01", "true", "true"],
    ]
    data = table(heads, *([*row, "2020-01-01T10:00:00.000Z", "too dear"] for row in rows))
    outcome = bring(shop, "opportunities", data)
    assert refusals(outcome) == [(4, "StageName")]
    assert outcome.left_out == 1
    assert [deal(n).status for n in "124"] == ["won", "lost", "open"]
    assert deal("2").close_note == "too dear"
    assert deal("4").expected_close_date == date(2999, 2, 1)
    assert deal("1").owner == shop.admin


def test_a_file_without_customers_says_so(shop):
    with pytest.raises(FileRefused) as refused:
        bring(shop, "opportunities", table(["name", "stage"], ["a", "Needs"]))
    assert "account" in str(refused.value)
