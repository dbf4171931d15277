"""A formal contract withstands the ORM, forms, the API, the admin, imports and cascades too.

The same as test_formal_contract_frozen.py by SQL (SECURITY.md 5 number 9). What may still happen
to it — its scan arrives, its signing day is corrected — is no part of the content compared here.
"""

import json
import re

import pytest
from django.db import DatabaseError, connection, models, transaction

from contracts import actions
from contracts.models import Contract, ContractLine, PaymentTerm
from crm.admin import tenant_site
from people.actions import create_token
from products.models import Product
from quotes.models import QuoteLine
from tenants.states import MoveNotAllowed
from tests.cast import browser, make_cast
from tests.factories.contracts import make_formal
from tests.house.operations import body_of, operations
from tests.house.routes import tenant_routes
from tests.integrations.imports import bring, table

CONTENT = [
    """SELECT (to_jsonb(t) - '{scan_received_on,signed_on,updated_at}'::text[])::text
    FROM contracts_contract t WHERE id = %s""",
    "SELECT to_jsonb(t)::text FROM contracts_contractline t WHERE contract_id = %s ORDER BY id",
    "SELECT to_jsonb(t)::text FROM contracts_paymentterm t WHERE contract_id = %s ORDER BY id",
    """SELECT to_jsonb(q)::text FROM quotes_quote q
    JOIN contracts_contract c ON c.quote_id = q.id WHERE c.id = %s""",
    """SELECT to_jsonb(l)::text FROM quotes_quoteline l
    JOIN contracts_contract c ON c.quote_id = l.quote_id WHERE c.id = %s ORDER BY l.id""",
]
CHANGES = {"amount": 1, "name": "x", "clauses": "x", "starts_on": "2026-01-01", "quantity": 9}
EVERYBODY = ("rep", "manager", "project", "finance", "legal", "admin")


@pytest.fixture
def company(db):
    return make_cast().a


@pytest.fixture
def signed(company):
    with company.scope("rep"):
        return make_formal(company)


def content(company, contract) -> list:
    with company.scope(), connection.cursor() as cursor:
        found = []
        for statement in CONTENT:
            cursor.execute(statement, [contract.pk])
            found += cursor.fetchall()
        return found


@pytest.fixture
def untouched(company, signed):
    """The content after the test is the one before it."""
    before = content(company, signed)
    assert len(before) > 5
    yield
    assert content(company, signed) == before


def of_it(model, contract) -> models.QuerySet:
    if model is Contract:
        return Contract.objects.filter(pk=contract.pk)
    if model is QuoteLine:
        return QuoteLine.objects.filter(quote=contract.quote_id)
    return model.objects.filter(contract=contract)


def saved(row, **changes):
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


BY_ORM = {
    "save": lambda c: saved(c, amount=1),
    "save of a line": lambda c: saved(c.lines.first(), quantity=9),
    "save of a term": lambda c: saved(c.terms.first(), days=99),
    "save of the quote": lambda c: saved(c.quote, total=1, net=1, tax=0),
    "bulk update": lambda c: Contract.objects.bulk_update([renamed(c)], ["name", "number"]),
    "bulk create": lambda c: ContractLine.objects.bulk_create([copy_of(c.lines.first())]),
    "another customer": lambda c: of_it(Contract, c).update(account=None),
    "term added": lambda c: saved(copy_of(c.terms.first()), order=99),
    **{
        f"delete {model.__name__}": lambda c, model=model: of_it(model, c).delete()
        for model in (Contract, ContractLine, PaymentTerm, QuoteLine)
    },
}


def renamed(contract):
    contract.name = contract.number = "x"
    return contract


def copy_of(row):
    row.pk, row._state.adding = None, True
    return row


REFUSED = (DatabaseError, models.ProtectedError)


def refused(attack, *on) -> bool:
    try:
        with transaction.atomic():
            attack(*on)
    except REFUSED:
        return True
    return False


def test_by_the_orm(company, signed, untouched):
    with company.scope("rep"):
        fresh = Contract.objects.select_related("quote").get
        passed = [n for n, do in BY_ORM.items() if not refused(do, fresh(pk=signed.pk))]
    assert passed == []


def test_by_a_cascade_from_above(company, signed, untouched):
    with company.scope("admin"):
        above = [signed.account, signed.opportunity, signed.quote, signed.owner]
        above.append(signed.lines.first().product)
        passed = [row for row in above if not (refused(row.delete) and refused(delete_by_sql, row))]
    assert passed == []


def delete_by_sql(row) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{row._meta.db_table}" WHERE id = %s', [row.pk])


def pages_of(word: str):
    return [r for r in tenant_routes() if r.path.startswith(f"{word}/<int:pk>/")]


@pytest.mark.parametrize("who", EVERYBODY)
def test_by_a_form(company, signed, untouched, who):
    client = company.client(who)
    for word, pk in (("contracts", signed.pk), ("quotes", signed.quote_id)):
        for route in pages_of(word):
            if len(route.parameters) > 1:
                continue
            data = CHANGES | {"terms-TOTAL_FORMS": 0, "terms-INITIAL_FORMS": 0, "quote": pk}
            answer = client.post(company.url(route.url({"pk": pk})), data)
            assert answer.status_code < 500, route
            list(answer.streaming_content if answer.streaming else ())


@pytest.mark.long(10)
def test_by_the_api(company, signed, untouched):
    for who in EVERYBODY:
        with company.scope():
            member = company.members[who]
            _token, secret = create_token(by=member, member=member, name="t", access="write")
        for operation in operations():
            if operation.path.startswith(("/contracts/{", "/quotes/{")) and not operation.reads:
                statuses = {send(operation, signed, secret, body) for body in bodies(operation)}
                assert max(statuses) < 500, operation


def bodies(operation) -> list[dict]:
    body = body_of(operation) or {}
    return [body, CHANGES, body | {"amount": "1.00"}]


def send(operation, contract, secret, body) -> int:
    pk = contract.pk if operation.path.startswith("/contracts") else contract.quote_id
    path = re.sub(r"\{\w+\}", str(pk), operation.path)
    return (
        browser()
        .generic(
            operation.method,
            f"/api/v1{path}",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )
        .status_code
    )


def test_by_the_admin(company, signed, untouched):
    registered = {model._meta.label for model in tenant_site._registry}
    assert not registered & {"contracts.Contract", "quotes.Quote", "customers.Account"}
    assert not {label for label in registered if label.startswith(("contracts.", "quotes."))}
    with company.scope():
        product = Product.objects.get(pk=signed.lines.first().product_id)
    client, url = company.client("admin"), company.url(f"admin/products/product/{product.pk}/")
    answer = client.post(url + "delete/", {"post": "yes"})
    assert answer.status_code in (200, 403, 409)
    client.post(url + "change/", {"name": "x", "sku": "x", "list_price": 1, "unit": "pcs"})


def test_by_an_import(company, signed, untouched):
    files = {
        "accounts": table(["name", "phone"], [signed.account.name, "13800138000"]),
        "products": table(["sku", "name", "list_price"], ["Licence-1899.05", "Licence", "1"]),
        "opportunities": table(
            ["name", "account", "stage", "amount"],
            [signed.opportunity.name, signed.account.name, "lost", "1"],
        ),
    }
    with company.scope("admin"):
        for kind, data in files.items():
            bring(company, kind, data)


def test_the_actions_refuse_before_the_database_does(company, signed, untouched):
    with company.scope("rep"):
        for attempt in (
            lambda: actions.change_contract(by=company.rep, contract=signed, name="x"),
            lambda: actions.set_terms(by=company.rep, contract=signed, terms=[]),
            lambda: actions.sync_quote(by=company.rep, contract=signed, quote=signed.quote),
            lambda: actions.submit_contract(by=company.rep, contract=signed),
            lambda: actions.withdraw_contract(by=company.rep, contract=signed),
        ):
            with pytest.raises(MoveNotAllowed):
                attempt()
