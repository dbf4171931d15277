"""Lists: as many statements for twenty rows as for two (DESIGN.md section 6)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.kinds import get_kind
from crm.filters import ListFilter
from crm.pages import ListPage
from tests.factories.rows import make_row
from tests.house.routes import tenant_routes

LISTS = [r for r in tenant_routes() if r.page and issubclass(r.page, ListPage)]


def statements(client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def add_rows(page, company, count: int) -> None:
    """Rows of the page's model, each with relations of its own."""
    owned = {f.name for f in page.model._meta.fields} & {"owner"}
    with company.scope("rep"):
        for _number in range(count):
            make_row(page.model, by=company.rep, **dict.fromkeys(owned, company.rep))


@pytest.mark.parametrize("route", [r for r in LISTS if r.page.model], ids=str)
def test_a_list_asks_no_more_for_more_rows(cast, route):
    name = "admin" if cast.a.admin.can(route.permission) else "manager"
    client, url = cast.a.client(name), cast.a.url(route.path)
    add_rows(route.page, cast.a, 2)
    few = statements(client, url)
    add_rows(route.page, cast.a, 18)
    assert statements(client, url) == few


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_an_order_has_no_ties_so_that_no_two_pages_share_a_row(cast, route):
    name = "admin" if cast.a.admin.can(route.permission) else "manager"
    columns = route.page.table_class.base_columns.items()
    for column in [name for name, column in columns if column.orderable is not False]:
        asked = {"sort": column}
        table = cast.a.client(name).get(cast.a.url(route.path), asked).context["table"]
        assert table.data.data.query.order_by[-1] == "-pk"


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_a_list_that_nobody_filtered_offers_no_clearing(cast, route):
    name = "admin" if cast.a.admin.can(route.permission) else "manager"
    assert not cast.a.client(name).get(cast.a.url(route.path)).context["filtered"]


def test_there_are_lists():
    assert len(LISTS) > 4


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_the_search_field_of_a_list_asks_the_index(route):
    filters = route.page.filterset_class
    if filters and issubclass(filters, ListFilter):
        kind = get_kind(filters.search_kind)
        meta = filters._meta.model._meta
        if filters.searched != "pk":
            meta = meta.get_field(filters.searched).related_model._meta
        assert kind.model is meta.model
