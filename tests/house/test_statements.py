"""How many statements a screen may send, on top of the five that stand before every page.

The limits of the bench, held here on a few rows: a statement too many shows without a large
company (docs/performance.md).
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.plans import FRAME, NOT_COUNTED
from opportunities.models import Stage
from tests.opportunities.deals import make_deal

LIMITS = {
    "opportunities/?view=list": 8,
    "opportunities/?view=list&status=open&sort=-amount": 8,
    "opportunities/": 12,
    "opportunities/{deal}/": 12,
    "reports/funnel/": 6,
    "reports/forecast/": 8,
    "dashboard/": 16,
    "": 16,
}


@pytest.fixture
def deal(cast):
    with cast.a.scope("rep"):
        return make_deal(cast.a)


def statements(send) -> int:
    """Of a request whose like was answered before."""
    send()
    with CaptureQueriesContext(connection) as asked:
        assert send().status_code in (200, 303)
    return sum(not NOT_COUNTED.match(query["sql"]) for query in asked.captured_queries) - FRAME


@pytest.mark.parametrize("path", LIMITS)
def test_a_screen_sends_no_more_statements_than_it_may(cast, deal, path):
    client, url = cast.a.client("manager"), cast.a.url(path.format(deal=deal.pk))
    assert statements(lambda: client.get(url)) <= LIMITS[path]


def test_a_deal_is_opened_and_moved_in_fourteen_statements_each(cast, deal):
    client = cast.a.client("rep")
    form = {"account": deal.account_id, "name": "Next", "process": deal.process_id}
    form |= {"amount": "12000", "type": "new"}
    new = cast.a.url("opportunities/new/")
    assert statements(lambda: client.post(new, form)) <= 14
    with cast.a.scope("rep"):
        stages = iter(Stage.objects.filter(process=deal.process_id).order_by("order")[1:])
    move = cast.a.url(f"opportunities/{deal.pk}/stage/")
    assert statements(lambda: client.post(move, {"stage": next(stages).pk})) <= 14
