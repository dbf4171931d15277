"""The tenant of one request never reaches the next (SECURITY.md section 5 number 16)."""

import random

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.urls import get_script_prefix

from crm.celery import NoTenantInMessage
from crm.pages import Page
from customers.actions import create_account
from customers.models import Account
from tenants.scope import NoTenant, OtherTenant, current_tenant, in_scope, tenant_scope
from tenants.tasks import deliver_outbox
from tests.house.catalogue import ask
from tests.house.jobs import run_task


def setting() -> str:
    return ask("SELECT coalesce(current_setting('app.tenant_id', true), '')")[0][0]


@pytest.fixture
def companies(committed_cast):
    """Each company has one customer, with the same number as the other's might have."""
    for company in (committed_cast.a, committed_cast.b):
        with company.scope("rep"):
            create_account(by=company.rep, name=f"Customer of {company.tenant.slug}")
    return committed_cast


@pytest.mark.long(10)
def test_500_mixed_requests_on_one_connection_stay_apart(companies, monkeypatch):
    """Pages, refusals, unknown pages and exceptions, of two companies, in random order."""
    monkeypatch.setattr("leads.views.listing.LeadList.get", explode)
    a, b = companies.a, companies.b
    clients = {company: company.client("rep") for company in (a, b)}
    for client in clients.values():
        client.defaults["HTTP_HX_REQUEST"] = "true"  # fragments: the frame's rows are not the point
    backend = ask("SELECT pg_backend_pid()")
    chance = random.Random(16)
    for _number in range(500):
        company = chance.choice((a, b))
        visit(clients[company], company, chance.choice(("list", "404", "403", "error", "foreign")))
        assert (setting(), in_scope(), get_script_prefix()) == ("", False, "/")
    assert ask("SELECT pg_backend_pid()") == backend


def explode(self, request):
    raise ZeroDivisionError


def visit(client, company, what: str) -> None:
    if what == "list":
        page = client.get(company.url("customers/")).content.decode()
        other = {"alpha": "beta", "beta": "alpha"}[company.tenant.slug]
        assert f"Customer of {company.tenant.slug}" in page
        assert f"Customer of {other}" not in page
    elif what == "error":
        with pytest.raises(ZeroDivisionError):
            client.get(company.url("leads/"))
    elif what == "foreign":
        foreign = "beta" if company.tenant.slug == "alpha" else "alpha"
        assert client.get(f"/t/{foreign}/customers/").status_code == 404
    else:
        path = {"404": "customers/999999/", "403": "admin/"}[what]
        assert client.get(company.url(path)).status_code == int(what)


def test_an_exception_in_a_scope_ends_it(standing):
    with pytest.raises(ZeroDivisionError), standing.a.scope():
        raise ZeroDivisionError
    assert not in_scope()
    with pytest.raises(NoTenant):
        Account.objects.count()


def test_a_scope_does_not_open_inside_another_companys(standing):
    with standing.a.scope(), pytest.raises(OtherTenant), tenant_scope(standing.b.tenant):
        pass


def test_a_query_made_outside_follows_the_scope_that_reads_it(standing):
    rows = Account.objects.order_by("pk")
    for company in (standing.a, standing.b):
        with company.scope("rep"):
            mine = create_account(by=company.rep, name="Same name")
            assert list(rows.all()) == [mine]


def test_a_task_without_a_tenant_in_its_message_refuses():
    with pytest.raises(NoTenantInMessage):
        deliver_outbox.apply(throw=True)


def test_a_task_runs_as_the_tenant_of_its_message(standing, monkeypatch):
    seen = []
    monkeypatch.setattr("tenants.outbox.deliver_due", lambda: seen.append(current_tenant()))
    run_task(deliver_outbox, standing.b.tenant)
    assert seen == [standing.b.tenant]
    assert not in_scope()


def test_a_page_without_a_permission_does_not_start():
    with pytest.raises(ImproperlyConfigured):
        type("Loose", (Page,), {}).as_view()


def test_no_statement_of_a_request_runs_before_its_scope(companies):
    """`app.tenant_id` is told before the first row of a company is read."""
    statements = []

    def note(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    client = companies.a.client("rep")
    with connection.execute_wrapper(note):
        client.get(companies.a.url("customers/"))
    told = next(n for n, sql in enumerate(statements) if "set_config('app.tenant_id'" in sql)
    assert not any("people_member" in sql for sql in statements[:told])
    assert any("people_member" in sql for sql in statements[told:])
