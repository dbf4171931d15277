"""The grid of payment terms: counted by the server, with and without JavaScript."""

from decimal import Decimal as D

import pytest

from contracts.actions import set_terms, submit_contract
from contracts.shares import part_amounts
from payments.plan import Part
from tests.cast import make_cast
from tests.factories.contracts import make_draft

HTMX = {"HTTP_HX_REQUEST": "true"}
FIELDS = ("name", "share", "value", "trigger", "milestone", "days", "working_days", "on")


@pytest.fixture
def a(db):
    return make_cast().a


@pytest.fixture
def draft(a):
    """30 % on signing and the rest on acceptance, of 6,300.00."""
    with a.scope("rep"):
        return make_draft(a)


@pytest.fixture
def url(a, draft):
    return a.url(f"contracts/{draft.pk}/terms/")


def text(answer) -> str:
    return answer.content.decode()


def posted(*rows: dict, **more) -> dict:
    """What a browser sends for these rows; what a row does not name is empty."""
    data = {"terms-TOTAL_FORMS": len(rows), "terms-INITIAL_FORMS": 0} | more
    begun = {"share": "percent", "trigger": "signing", "days": "0"}
    for n, row in enumerate(rows):
        data |= {f"terms-{n}-{name}": (begun | row).get(name, "") for name in FIELDS}
    return data


def begun(client, url) -> dict:
    """What the page carries of the terms that it began with."""
    return {"stored": client.get(url).context["form"].stored, "do": "save"}


def test_each_part_is_shown_with_its_amount_and_the_sum(a, url):
    page = text(a.client("rep").get(url))
    for shown in ("CN¥1,890.00", "CN¥4,410.00", "CN¥6,300.00", "The whole contract"):
        assert shown in page
    assert 'placeholder="Instalment 2"' in page


def test_counting_says_what_is_left_and_stores_nothing(a, draft, url):
    client = a.client("rep")
    page = text(client.post(url, posted({"value": "40"}, {"value": ""}, do="count")))
    assert "<html" in page
    assert "CN¥2,520.00" in page
    assert "CN¥3,780.00 (60 %) left to share out" in page
    assert "errorlist" not in page
    over = text(client.post(url, posted({"value": "70"}, {"value": "50"}), **HTMX))
    assert over.strip().startswith('<div id="term-rows"')
    assert "CN¥1,260.00 (20 %) too much" in over
    with a.scope():
        assert draft.terms.count() == 2


def test_rows_are_added_and_removed_without_javascript(a, url):
    client, row = a.client("rep"), {"value": "40"}
    assert 'placeholder="Instalment 3"' in text(client.post(url, posted(row, row, do="add")))
    left = text(client.post(url, posted(row, {"value": "25"}, remove="0")))
    assert "CN¥1,575.00" in left
    assert 'placeholder="Instalment 2"' not in left


def test_a_row_has_the_fields_that_its_event_asks_for(a, url):
    rows = (
        {"share": "balance", "trigger": "date"},
        {"trigger": "milestone"},
        {"trigger": "signing"},
    )
    page = text(a.client("rep").post(url, posted(*rows)))
    on = [n for n in range(3) if f'name="terms-{n}-on"' in page]
    milestone = [n for n in range(3) if f'name="terms-{n}-milestone"' in page]
    days = [n for n in range(3) if f'name="terms-{n}-days"' in page]
    value = [n for n in range(3) if f'name="terms-{n}-value"' in page]
    assert (on, milestone, days, value) == ([0], [1], [1, 2], [1, 2])


def test_saving_stores_the_parts_and_drops_what_does_not_belong_to_them(a, draft, url):
    rows = (
        {"name": "Deposit", "value": "40", "days": "5", "on": "2027-01-31"},
        {"share": "balance", "value": "9", "trigger": "date", "on": "2027-01-31", "days": "3"},
    )
    client = a.client("rep")
    assert client.post(url, posted(*rows, **begun(client, url))).status_code == 303
    with a.scope():
        stored = list(draft.terms.values_list("name", "value", "days", "on"))
    assert [str(part) for part in stored[0]] == ["Deposit", "40.00", "5", "None"]
    assert [str(part) for part in stored[1]] == ["", "None", "0", "2027-01-31"]
    page = text(client.get(a.url(f"contracts/{draft.pk}/")))
    for shown in ("Deposit", "Instalment 2", "CN¥2,520.00", "CN¥3,780.00"):
        assert shown in page


def test_what_does_not_fit_is_said_where_it_stands(a, draft, url):
    client = a.client("rep")
    answer = client.post(url, posted({"value": "40"}, **begun(client, url)))
    assert answer.status_code == 422
    assert "Without a rest the parts must make 100 % of the contract." in text(answer)
    dated = {"value": "100", "trigger": "date"}
    answer = client.post(url, posted(dated, **begun(client, url)))
    assert answer.status_code == 422
    assert "A part due on a date needs the date" in text(answer).split("<tbody>")[1]
    with a.scope():
        assert draft.terms.count() == 2


def test_a_second_tab_replaces_what_the_first_has_saved_only_knowingly(a, draft, url):
    client = a.client("rep")
    second = begun(client, url)
    counted = client.post(url, posted({"value": "60"}, stored=second["stored"], do="count"))
    assert counted.context["form"].stored == second["stored"]
    assert client.post(url, posted({"value": "100"}, **begun(client, url))).status_code == 303
    parts = {"value": "60"}, {"share": "balance"}
    refused = client.post(url, posted(*parts, **second))
    assert refused.status_code == 422
    assert "Somebody saved other terms meanwhile" in text(refused)
    with a.scope():
        assert draft.terms.count() == 1
    again = {"stored": refused.context["form"].stored, "do": "save"}
    assert client.post(url, posted(*parts, **again)).status_code == 303
    with a.scope():
        assert draft.terms.count() == 2


def test_the_grid_opens_as_a_page_and_only_for_a_draft(a, draft, url):
    client = a.client("rep")
    assert client.get(url, **HTMX)["HX-Redirect"] == url
    with a.scope("rep"):
        submit_contract(by=a.rep, contract=draft)
    assert client.get(url).status_code == 409
    assert client.post(url, posted({"value": "100"}, do="save")).status_code == 409


def test_the_approver_reads_names_and_amounts(a, draft):
    with a.scope("rep"):
        parts = [{"name": "Deposit", "share": "balance", "trigger": "signing"}]
        set_terms(by=a.rep, contract=draft, terms=parts)
        submit_contract(by=a.rep, contract=draft)
    client = a.client("manager")
    inbox = text(client.get(a.url("inbox/")))
    step = inbox.split("/approvals/")[1].split("/")[0]
    page = text(client.get(a.url(f"approvals/{step}/")))
    assert "Deposit" in page


@pytest.mark.parametrize(
    ("total", "parts", "amounts"),
    [
        ("100000.01", ["30", "60", "10"], ["30000.00", "60000.01", "10000.00"]),
        ("100.02", ["25"] * 4, ["25.01", "25.01", "25.00", "25.00"]),
        ("100.00", ["70", "50"], ["70.00", "50.00"]),
        ("100.00", ["70", "rest"], ["70.00", "30.00"]),
        ("100.00", ["70", "50", "rest"], ["70.00", "50.00", "-20.00"]),
    ],
)
def test_what_parts_come_to(total, parts, amounts):
    rows = [
        Part("balance", None, "signing") if part == "rest" else Part("percent", D(part), "signing")
        for part in parts
    ]
    assert [str(amount) for amount in part_amounts(D(total), rows)] == amounts
