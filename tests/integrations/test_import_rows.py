"""Traps of single cells and rows: each is refused with its row and column, the others come in."""

from decimal import Decimal

import pytest

from customers.models import Account
from integrations.importer.errors import MapRefused
from integrations.table import FileRefused
from leads.models import Lead
from opportunities.models import Opportunity
from tests.integrations.imports import bring, refusals, table

HEADS = ["Deal ID", "Name", "Account", "Stage", "Amount", "Created", "Closed"]
MAP = """
[fields]
external_id = "Deal ID"
name = "Name"
account = "Account"
stage = "Stage"
amount = "Amount"
created_at = "Created"
closed_on = "Closed"
"""
GOOD = ["d1", "Lathe", "Acme", "Won", "1,500.50", "2025-01-02", "2025-02-03"]


@pytest.fixture
def acme(a):
    bring(a, "accounts", table(["name"], ["Acme"]))
    return a


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (4, "NaN"),
        (4, "Infinity"),
        (4, "1e5"),
        (4, "=1+1"),
        (4, "-5"),
        (4, "99999999999999999"),
        (3, "Signed in blood"),
        (5, "2025-02-30"),
        (5, "soon"),
        (5, "2199-01-01"),
        (6, "2199-01-01"),
        (6, "2024-12-31"),
        (6, ""),
        (2, "Nobody Ltd"),
        (2, ""),
        (1, "x" * 201),
        (0, "y" * 81),
    ],
)
def test_a_wrong_cell_refuses_its_row_and_no_other(acme, place, text):
    wrong = ["d2", *GOOD[1:]]
    wrong[place] = text
    outcome = bring(acme, "opportunities", table(HEADS, GOOD, wrong), MAP)
    assert (3, HEADS[place]) in refusals(outcome)
    assert outcome.created == 1
    deal = Opportunity.objects.get()
    assert (deal.external_id, deal.amount) == ("d1", Decimal("1500.50"))


def test_all_or_nothing_lets_nothing_in(acme):
    wrong = ["d2", *GOOD[1:4], "NaN", *GOOD[5:]]
    data = table(HEADS, GOOD, wrong)
    outcome = bring(acme, "opportunities", data, MAP, all_or_nothing=True)
    assert refusals(outcome) == [(3, "Amount")]
    assert not outcome.written
    assert not Opportunity.objects.exists()


def test_a_dry_run_finds_the_same_and_writes_nothing(acme):
    data = table(HEADS, GOOD, ["d2", "x", "Acme", "?", "1", "", ""])
    dry = bring(acme, "opportunities", data, MAP, dry_run=True)
    assert not Opportunity.objects.exists()
    wet = bring(acme, "opportunities", data, MAP)
    assert (dry.created, refusals(dry)) == (wet.created, refusals(wet)) == (1, [(3, "Stage")])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (table(HEADS[:-1], GOOD[:-1]), "missing_column"),
        (table(HEADS, GOOD) + b'"d2,cut', "cut"),
        (table(HEADS, GOOD) + b"d2,Lathe,Ac", "cut"),
        ("Deal ID,Name\nd1,Müller\n".encode("windows-1252"), "encoding"),
        (b"", "empty"),
        (table([*HEADS, "Name"], [*GOOD, "x"]), "duplicate_heading"),
        (table(HEADS, GOOD, [*GOOD[:5], "03/04/2025", GOOD[6]]), "mixed"),
        (table(HEADS, [*GOOD[:5], "03/04/2025", GOOD[6]]), "ambiguous"),
    ],
)
def test_a_file_that_cannot_be_trusted_changes_nothing(acme, data, code):
    with pytest.raises(FileRefused) as refused:
        bring(acme, "opportunities", data, MAP)
    assert refused.value.code == code
    assert str(refused.value)
    assert not Opportunity.objects.exists()


def test_the_map_says_what_the_file_cannot(acme):
    rows = table(HEADS, [*GOOD[:4], "1.500,50", "03/04/2025", "04/05/2025"], delimiter=";")
    outcome = bring(
        acme, "opportunities", rows, MAP + '[file]\ndecimal = ","\ndate_order = "dmy"\n'
    )
    assert refusals(outcome) == []
    deal = Opportunity.objects.get()
    assert (deal.amount, str(deal.closed_on)) == (Decimal("1500.50"), "2025-05-04")


def test_a_row_that_stands_twice_comes_in_once(acme):
    outcome = bring(acme, "opportunities", table(HEADS, GOOD, GOOD), MAP)
    assert refusals(outcome) == [(3, "Deal ID")]
    assert Opportunity.objects.count() == 1


def test_a_row_with_too_many_cells_is_refused(a):
    outcome = bring(a, "accounts", b"name,city\nAcme,Paris\nDoe, Inc,Rome,x\n")
    assert refusals(outcome) == [(3, "")]
    assert Account.objects.get().name == "Acme"


def test_a_field_that_is_none_is_named(a):
    with pytest.raises(MapRefused) as refused:
        bring(a, "accounts", table(["n"], ["x"]), '[fields]\nname = "n"\nnmae = "n"')
    assert refused.value.params["field"] == "nmae"


NAUGHTY = [
    "Robert'); DROP TABLE leads_lead;--",
    "<script>alert(1)</script>",
    "{{ settings.SECRET_KEY }} {% include 'x' %}",
    "=cmd|' /C calc'!A0",
    "‮reversed",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "👩‍👩‍👧‍👦 家族",
    "%s%n{0}",
    "NULL",
]


def test_naughty_texts_come_in_as_they_are(a):
    outcome = bring(a, "leads", table(["company"], *([text] for text in NAUGHTY)))
    assert refusals(outcome) == []
    assert set(Lead.objects.values_list("company", flat=True)) == set(NAUGHTY)


def test_the_guard_before_a_formula_is_taken_off(a):
    bring(a, "leads", table(["company"], ["'=SUM(A1)"], ["'ordinary'"]))
    assert set(Lead.objects.values_list("company", flat=True)) == {"=SUM(A1)", "'ordinary'"}


def test_a_wrong_value_may_be_left_away(a):
    heads = table(["company", "phone"], ["Acme", "call me"])
    assert refusals(bring(a, "leads", heads)) == [(2, "phone")]
    text = '[fields]\ncompany = "company"\nphone = { column = "phone", if_wrong = "empty" }'
    outcome = bring(a, "leads", heads, text)
    assert (outcome.created, [note.row for note in outcome.notes]) == (1, [2])
    assert Lead.objects.get().phone == ""
