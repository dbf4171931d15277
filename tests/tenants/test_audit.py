"""The database writes down who changed what (spec 01, Audit)."""

from django.db import connection

from crm.pages import Page
from customers.actions import change_account, create_account
from leads.models import Pool
from people.actions import change_member
from tenants.models import AuditRow, Denial
from tests.factories.rows import make_row


def trail(table: str, row: int) -> list[tuple]:
    rows = AuditRow.objects.filter(table=table, row=row).order_by("pk")
    return [(r.operation, r.actor, r.old, r.new) for r in rows]


def test_creating_and_changing_leave_the_values_and_the_actor(cast):
    a = cast.a
    with a.scope("rep"):
        account = create_account(by=a.rep, name="Acme", city="Xi'an")
    with a.scope("manager"):
        change_account(by=a.manager, account=account, city="Beijing")
        created, changed = trail("customers_account", account.pk)
    assert created[:3] == ("INSERT", a.rep.pk, None)
    assert created[3]["name"] == "Acme"
    assert changed == ("UPDATE", a.manager.pk, {"city": "Xi'an"}, {"city": "Beijing"})


def test_deleting_keeps_what_was_there(cast):
    with cast.a.scope("admin"):
        pool = make_row(Pool, name="Short-lived")
        pk = pool.pk
        pool.delete()
        operation, actor, old, new = trail("leads_pool", pk)[-1]
    assert (operation, actor, new) == ("DELETE", cast.a.admin.pk, None)
    assert old["name"] == "Short-lived"


def test_raw_sql_is_written_down_too(cast):
    with cast.a.scope("rep"):
        account = create_account(by=cast.a.rep, name="Acme")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE customers_account SET city = 'X' WHERE id = %s", [account.pk])
        assert trail("customers_account", account.pk)[-1][3] == {"city": "X"}


def test_a_page_writes_as_the_member_who_sent_it(cast):
    data = {"company": "Acme", "importance": 2}
    assert cast.a.client("rep").post(cast.a.url("leads/new/"), data).status_code == 303
    with cast.a.scope():
        assert AuditRow.objects.get(table="leads_lead").actor == cast.a.rep.pk


def test_a_refusal_is_written_down_although_it_was_rolled_back(cast):
    cast.a.client("rep").get(cast.a.url("admin/"))
    cast.b.client("rep").get(cast.a.url("leads/"))
    with cast.a.scope():
        rows = list(Denial.objects.order_by("pk").values_list("status", "member_id", "path"))
    assert rows == [(403, cast.a.rep.pk, "/t/alpha/admin/"), (404, None, "/t/alpha/leads/")]


def test_a_page_that_failed_leaves_no_half_of_its_work(cast, monkeypatch):
    def done_then_fail(page, url, message=""):
        raise ZeroDivisionError

    monkeypatch.setattr(Page, "done", done_then_fail)
    client = cast.a.client("rep")
    client.raise_request_exception = False
    data = {"company": "Acme", "importance": 2}
    assert client.post(cast.a.url("leads/new/"), data).status_code == 500
    with cast.a.scope():
        assert not AuditRow.objects.filter(table="leads_lead").exists()


def test_the_trail_is_shown_in_words_and_filtered_by_them(cast):
    with cast.a.scope("admin"):
        change_member(by=cast.a.admin, member=cast.a.rep, claim_limit=7)
    client = cast.a.client("admin")
    shown = client.get(cast.a.url("audit/?table=people_member")).content.decode()
    assert "people_member</" not in shown
    assert "Open claims at most" in shown
    assert client.get(cast.a.url("audit/?table=nothing")).status_code == 422
    history = client.get(cast.a.url(f"admin/people/member/{cast.a.rep.pk}/history/"))
    assert cast.a.admin.name in history.content.decode()
