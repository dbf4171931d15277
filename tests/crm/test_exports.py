"""Lists as files: exact cells, no formulas, limits, and what happens when one breaks."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
import python_calamine

from customers.models import Account
from leads.models import Lead
from opportunities.models import Opportunity
from people.models import Export
from tenants.models import AuditRow
from tests.factories.rows import make_row

URL = "customers/export/"


def sent(response) -> bytes:
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def as_csv(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sent(response).decode("utf-8-sig"))))


def as_xlsx(response) -> list[list]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sent(response)))
    return book.get_sheet_by_index(0).to_python()


def account(cast, name: str, company=None):
    company = company or cast.a
    with company.scope("rep"):
        return make_row(Account, by=company.rep, owner=company.rep, name=name, name_key=name)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(cast, start):
    account(cast, f"{start}cmd|' /C calc'!A0")
    client = cast.a.client("manager")
    for read, format in ((as_csv, "csv"), (as_xlsx, "xlsx")):
        rows = read(client.post(cast.a.url(URL), {"format": format}))
        assert rows[1][0].startswith(f"'{start[:1]}".replace("\r", "")), rows[1]


def test_figures_and_dates_stay_what_they_are(cast):
    with cast.a.scope("rep"):
        deal = {"amount": Decimal("1234567.89"), "expected_close_date": date(2026, 12, 31)}
        make_row(Opportunity, by=cast.a.rep, owner=cast.a.rep, **deal)
    client, url = cast.a.client("manager"), cast.a.url("opportunities/export/")
    row = as_csv(client.post(url, {"format": "csv"}))[1]
    assert {"1234567.89", "2026-12-31", "Open"} <= set(row)
    row = as_xlsx(client.post(url, {"format": "xlsx"}))[1]
    assert {1234567.89, date(2026, 12, 31)} <= set(row)


def test_a_file_follows_the_filter_and_the_order_of_the_list(cast):
    for name in ("Alpha", "Beta", "Gamma"):
        account(cast, name)
    with cast.a.scope("rep"):
        Account.objects.filter(name="Beta").update(industry="x")
    client = cast.a.client("manager")
    url = cast.a.url(URL)
    rows = as_csv(client.post(f"{url}?sort=-name", {"format": "csv"}))
    assert [row[0] for row in rows[1:]] == ["Gamma", "Beta", "Alpha"]
    assert len(as_csv(client.post(f"{url}?industry=x", {"format": "csv"}))) == 2
    with cast.a.scope():
        newest = Export.objects.latest("pk")
        assert (newest.member, newest.rows, newest.query) == (cast.a.manager, 1, "industry=x")
        assert AuditRow.objects.filter(table="people_export", row=newest.pk).exists()


def test_a_role_without_the_permission_is_refused_and_sees_no_button(cast):
    account(cast, "Alpha")
    assert cast.a.client("rep").post(cast.a.url(URL), {"format": "csv"}).status_code == 403
    assert b"/export/" not in cast.a.client("rep").get(cast.a.url("customers/")).content
    assert b"customers/export/" in cast.a.client("manager").get(cast.a.url("customers/")).content


def test_the_other_company_is_in_no_file(cast):
    account(cast, "Ours")
    account(cast, "Theirs", cast.b)
    rows = as_csv(cast.a.client("admin").post(cast.a.url(URL), {"format": "csv"}))
    assert [row[0] for row in rows[1:]] == ["Ours"]


def test_what_the_list_masks_is_masked_in_its_file(cast):
    with cast.a.scope("rep"):
        make_row(Lead, by=cast.a.rep, person="Secret Person")
    client = cast.a.client("manager")
    listed = client.get(cast.a.url("leads/")).content
    file = sent(client.post(cast.a.url("leads/export/"), {"format": "csv"}))
    assert (b"Secret Person" in listed) == (b"Secret Person" in file)
    assert ("•••".encode() in listed) == ("•••".encode() in file)


def test_beyond_the_limit_of_the_day_nothing_leaves(cast):
    for name in ("Alpha", "Beta", "Gamma"):
        account(cast, name)
    with cast.a.scope():
        type(cast.a.manager).objects.filter(pk=cast.a.manager.pk).update(export_limit=5)
    client, url = cast.a.client("manager"), cast.a.url(URL)
    assert len(as_csv(client.post(url, {"format": "csv"}))) == 4
    refused = client.post(url, {"format": "csv"})
    assert refused.status_code == 409
    assert b"you may still export 2 today" in refused.content
    with cast.a.scope():
        assert Export.objects.count() == 1


@pytest.mark.parametrize("query", ["?owner=none", ""])
def test_a_wrong_question_is_refused(cast, query):
    asked = {"format": "csv"} if query else {"format": "exe"}
    answer = cast.a.client("manager").post(cast.a.url(URL) + query, asked)
    assert answer.status_code == 422


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_file_that_breaks_is_no_empty_success(cast, format, monkeypatch):
    account(cast, "Alpha")
    answer = cast.a.client("manager").post(cast.a.url(URL), {"format": format})

    def broken(*args, **kwargs):
        raise ConnectionError
        yield

    monkeypatch.setattr("crm.pages.export.values", broken)
    chunks = []
    with pytest.raises(ConnectionError):
        chunks.extend(answer.streaming_content)
    assert chunks == []


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_file_is_made_in_a_scope_of_its_own(committed_cast, format):
    """Read after the request's scope has closed, as a real server reads it."""
    cast = committed_cast
    account(cast, "Ours")
    answer = cast.a.client("manager").post(cast.a.url(URL), {"format": format})
    read = as_csv if format == "csv" else as_xlsx
    assert len(read(answer)) == 2
