"""Every list's file: the rows and columns of its list, nobody else's (SECURITY.md 5 number 23)."""

import csv
import html
import io
import re

import django_tables2 as tables
import pytest

from crm.pages import ExportPage, ListPage
from crm.pages.listing import PER_PAGE
from tests.factories.rows import make_row
from tests.house.routes import tenant_routes

EXPORTS = [r for r in tenant_routes() if r.page and issubclass(r.page, ExportPage)]
LISTS = {r.page: r.path for r in tenant_routes() if r.page and issubclass(r.page, ListPage)}
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
ROW = re.compile(r"<tr[^>]*data-row.*?</tr>", re.DOTALL)
every_export = pytest.mark.parametrize("route", EXPORTS, ids=str)


def exported(client, url: str) -> list[list[str]]:
    response = client.post(url, {"format": "csv"})
    assert response.status_code == 200, url
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def shown(client, company, page) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a list's page, as text."""
    # The deals' list is a view of the board's page.
    path = LISTS.get(page) or "opportunities/?view=list"
    text = client.get(company.url(path)).content.decode()
    head = HEAD.search(text)
    return texts(head[0]) if head else [], [texts(row) for row in ROW.findall(text)]


def texts(markup: str) -> list[str]:
    return [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in CELL.findall(markup)]


def some_rows(model, company) -> None:
    owned = {f.name for f in model._meta.fields} & {"owner"}
    with company.scope("rep"):
        for owner in (company.rep, company.rep, company.admin):
            make_row(model, by=owner, **dict.fromkeys(owned, owner))


def text_column(page) -> int:
    """A column that reads the same in both: no date, no figure."""
    columns = page.table_class.base_columns.values()
    return next(n for n, column in enumerate(columns) if type(column) is tables.Column)


def test_every_list_can_be_taken_away():
    assert set(LISTS) - {route.page.listing for route in EXPORTS} == set()


@every_export
def test_a_file_has_the_rows_of_its_list_for_each_role(cast, route):
    page = route.page.listing
    for company in (cast.a, cast.b):
        if page.model:
            some_rows(page.model, company)
    for name, member in cast.a.members.items():
        client, url = cast.a.client(name), cast.a.url(route.path)
        if not member.can(route.permission):
            assert client.post(url, {"format": "csv"}).status_code == 403
            continue
        _head, listed = shown(client, cast.a, page)
        rows = exported(client, url)[1:]
        assert len(rows[:PER_PAGE]) == len(listed)
        if page.model:  # the audit trail grows with each export
            at = text_column(page)
            assert [row[at] for row in rows] == [row[at] for row in listed]


@every_export
def test_a_file_has_the_columns_of_its_list(cast, route):
    page = route.page.listing
    if page.model:
        some_rows(page.model, cast.a)
    client = cast.a.client("admin")
    head, _rows = shown(client, cast.a, page)
    rows = exported(client, cast.a.url(route.path))
    assert head == rows[0] or (not head and len(rows) == 1)  # an empty list has no table
    assert {len(row) for row in rows} == {len(rows[0])}
