"""An administrator reads in the audit trail who did what to which record (spec 01, Audit)."""

import datetime as dt
import html
import io
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from python_calamine import CalamineWorkbook

from customers.actions import assign_account, create_account
from leads.models import Pool, PoolMember
from people.actions import change_member
from people.trail import Trail
from products.models import Product
from tenants.models import AuditRow
from tests.factories.rows import make_row


def shown(cast, path: str, language: str = "en") -> str:
    """The rows of the trail as text, its links aside."""
    client = cast.a.client("admin")
    client.cookies["django_language"] = language
    page = client.get(cast.a.url(path)).content.decode()
    rows = "".join(re.findall(r"<tr data-row>.*?</tr>", page, re.DOTALL))
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", rows)).split())


@pytest.fixture
def acme(cast):
    with cast.a.scope("rep"):
        return create_account(by=cast.a.rep, name="Acme", level="A", revenue=Decimal(1780000))


def test_a_record_is_named_and_linked_to_its_page(cast, acme):
    page = cast.a.client("admin").get(cast.a.url("audit/?table=customers_account"))
    assert (
        f'<a class="subject" href="{cast.a.url(f"customers/{acme.pk}/")}">Acme</a>'
        in page.content.decode()
    )


def test_values_are_said_in_words(cast, acme):
    with cast.a.scope("manager"):
        assign_account(by=cast.a.manager, account=acme, owner=cast.a.rep2)
    text = shown(cast, "audit/?table=customers_account")
    assert f"Owner {cast.a.rep.name} {cast.a.rep2.name}" in text
    assert "CN¥1,780,000.00" in text
    assert f"Level {acme.get_level_display()}" in text


def test_moments_are_the_company_s_own_and_truth_is_yes_or_no(cast):
    with cast.a.scope("admin"):
        joined = dt.datetime(2026, 3, 1, 20, 30, tzinfo=dt.UTC)
        change_member(by=cast.a.admin, member=cast.a.rep2, final_approver=False)
        type(cast.a.rep2).objects.filter(pk=cast.a.rep2.pk).update(
            joined_at=joined, shortcuts=False
        )
    text = shown(cast, "audit/?table=people_member&operation=UPDATE", "zh-hans")
    assert "2026-03-02 04:30" in text
    assert "是 否" in text


def test_a_row_of_a_record_is_told_by_it(cast):
    with cast.a.scope("admin"):
        pool = make_row(Pool, name="Northern leads")
        make_row(PoolMember, pool=pool, member=cast.a.rep)
    page = cast.a.client("admin").get(cast.a.url("audit/?table=leads_poolmember"))
    place = cast.a.url(f"admin/leads/pool/{pool.pk}/change/")
    assert (
        f'<a class="subject" href="{place}">Northern leads · {cast.a.rep.name}</a>'
        in page.content.decode()
    )


def test_what_is_gone_says_so(cast):
    with cast.a.scope("admin"):
        make_row(Pool, name="Short-lived").delete()
    assert shown(cast, "audit/?table=leads_pool").count("Short-lived (deleted)") == 2


def test_an_amount_beyond_the_digits_of_a_float_is_exact(cast):
    with cast.a.scope("admin"):
        make_row(Product, list_price=Decimal("1234567890123456.78"))
    assert "1,234,567,890,123,456.78" in shown(cast, "audit/?table=products_product")


def test_more_rows_need_no_more_statements(cast, acme):
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            shown(cast, "audit/?table=customers_account")
        return len(seen)

    few = statements()
    with cast.a.scope("rep"):
        for name in ("Beta", "Gamma", "Delta"):
            create_account(by=cast.a.rep, name=name)
    assert statements() == few


def test_the_other_company_s_records_stay_nameless(cast, acme):
    with cast.b.scope("admin"):
        row = AuditRow(table="customers_account", row=acme.pk, operation="UPDATE", new={})
        assert "Acme" not in Trail([row]).subject(row).name


def test_a_log_in_is_called_as_its_member(cast):
    with cast.a.scope("admin"), translation.override("en"):
        rows = AuditRow.objects.filter(table="people_member", row=cast.a.rep.pk)
        changes = [change for row in rows for change in row.changes(Trail(rows).name)]
    told = {change.field: change.after for change in changes if change.after}
    assert told["User"] == cast.a.rep.name
    assert "name_key" not in told


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_says_what_the_page_says(cast, acme, kind):
    with cast.a.scope("manager"):
        assign_account(by=cast.a.manager, account=acme, owner=cast.a.rep2)
    with cast.a.scope():
        make_row(Pool, name="Northern leads")
    url = cast.a.url("audit/export/")
    client = cast.a.client("admin")
    client.cookies["django_language"] = "en"
    answer = client.post(url, {"format": kind})
    assert answer.streaming
    content = b"".join(answer.streaming_content)
    if kind == "xlsx":
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        content = str(sheet.to_python()).encode()
    text = content.decode()
    assert "Acme" in text
    assert "Northern leads" in text
    assert "System" in text
    assert cast.a.manager.name in text
    assert f"Owner: {cast.a.rep.name} → {cast.a.rep2.name}" in text
