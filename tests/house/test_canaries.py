"""Hostile text in every column, shown on every page: nowhere does it become markup.

SECURITY.md section 5 number 21. Pages, fragments, the settings, and what the PDF is drawn from.
"""

import pytest
from django.db import connection, models, transaction

from activities.models.event import Pointer
from customers.actions import create_account
from customers.models import Account
from tests.factories import rows
from tests.factories.rows import make_row, writable_models
from tests.house.canaries import LONG, MARK, escaped_from, is_prose, sung, words_for
from tests.house.records import fill
from tests.house.routes import tenant_routes

# Names of columns that only programs fill: keys, digests, folded words, names of registered things.
CODES = {
    "kind",
    "verb",
    "key",
    "topic",
    "route",
    "job",
    "notice",
    "page",
    "sha256",
    "request_sha256",
}
CODES |= {"content_hash", "approved_hash", "name_key", "company_key", "phone", "credit_code"}
CODES |= {"template", "value", "system"}
MACHINE = {
    str(field)
    for model in writable_models()
    for field in model._meta.concrete_fields
    if field.name in CODES
} | {"tenants.NumberSeries.name"}
SEERS = ("admin", "manager", "rep", "finance", "legal", "project")


@pytest.fixture
def sung_to(standing, monkeypatch):
    """The cast among canaries: a row of every model, and its own names."""
    monkeypatch.setattr(rows, "_plain", sung(rows._plain, MACHINE))
    a = standing.a
    with a.scope("rep"):
        account = make_row(Account, owner=a.rep, **words_for(Account, MACHINE))
        on_it = {"kind": "account", "object_id": account.pk}
        for model in writable_models():
            if words := words_for(model, MACHINE):
                names = {field.name for field in model._meta.fields}
                given = {"owner": a.rep} if "owner" in names else {}
                given |= on_it if issubclass(model, Pointer) else {}
                make_row(model, by=a.rep, **given, **words)
    return standing


def test_every_column_has_a_canary(sung_to):
    with sung_to.a.scope():
        silent = {str(f) for model in writable_models() for f in silent_columns(model)}
    assert silent - MACHINE == set()


def silent_columns(model) -> list[models.Field]:
    prose = [f for f in model._meta.concrete_fields if is_prose(f)]
    if not prose:
        return []
    asked = ", ".join(f"bool_or(\"{f.column}\"::text LIKE '%%{MARK}%%')" for f in prose)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {asked} FROM "{model._meta.db_table}"')
        found = cursor.fetchone()
    return [f for f, has in zip(prose, found, strict=True) if not has]


def first_page(clients, url: str) -> str:
    """As the first sees it who may open it; nothing for what is no page."""
    for client in clients.values():
        response = client.get(url)
        if response.streaming:  # a file is closed when it was read
            list(response.streaming_content)
        elif response.status_code == 200:
            is_page = response["Content-Type"].startswith("text/html")
            return response.content.decode() if is_page else ""
    return ""


@pytest.mark.long(15)
def test_no_page_lets_one_out(sung_to):
    a = sung_to.a
    clients = {name: a.client(name) for name in SEERS}
    shown, wrong = set(), []
    for route in tenant_routes():
        with transaction.atomic():
            values, _rows = fill(route, a, clients["admin"], a.rep)
            text = first_page(clients, a.url(route.url(values)))
            transaction.set_rollback(True)
        shown |= {route.path} if MARK in text else set()
        wrong += [f"{route}: {found}" for found in escaped_from(text)]
    assert wrong == []
    assert len(shown) > 60


def test_no_refused_form_lets_one_out(sung_to):
    """What was typed comes back in the form."""
    a = sung_to.a
    answer = a.client("rep").post(a.url("leads/new/"), {"person": LONG, "email": LONG})
    assert answer.status_code == 422
    assert MARK in answer.content.decode()
    assert escaped_from(answer.content.decode()) == []


def test_a_customers_website_is_a_website(standing):
    """Neither by the form nor by the API; what an older row has is shown and not linked."""
    a = standing.a
    data = {"name": "Acme", "website": "javascript:alert(1)"}
    answer = a.client("rep").post(a.url("customers/new/"), data)
    assert answer.status_code == 422
    with a.scope("rep"):
        account = create_account(by=a.rep, name="Acme")
        type(account).objects.filter(pk=account.pk).update(website="javascript:canary()")
    page = a.client("rep").get(a.url(f"customers/{account.pk}/"))
    text = page.content.decode()
    assert "javascript:canary()" in text
    assert escaped_from(text) == []


def test_the_finder_finds():
    assert escaped_from(f'<p title="{LONG}">')
    assert escaped_from(f"<p>{LONG}</p>")
    assert escaped_from('<a href=" JavaScript:x">')
    assert escaped_from("canary49") == ["49"]
    assert escaped_from("<p>&lt;canary&gt;</p>") == []
