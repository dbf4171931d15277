"""Board, list and record page: right rows, few statements, moves with and without script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opportunities.actions import win
from opportunities.models import Opportunity
from tests.opportunities.deals import ask, make_deal, stages

HX = {"HX-Request": "true"}


@pytest.fixture
def a(cast):
    return cast.a


@pytest.fixture
def deal(a):
    with a.scope("rep"):
        return make_deal(a)


def on_board(a, **more) -> dict:
    return {
        "headers": {**HX, "HX-Current-URL": f"http://testserver{a.url('opportunities/')}", **more}
    }


def statements(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len([q for q in caught if "SAVEPOINT" not in q["sql"]])


@pytest.mark.parametrize("name", ["rep", "manager", "admin"])
def test_the_board_takes_as_many_statements_for_one_deal_as_for_many(a, deal, name):
    client, url = a.client(name), a.url("opportunities/")
    for query in ("", "?stale=on&no_next=on"):
        one = statements(client, url + query)
        with a.scope("rep"):
            for number in range(4):
                make_deal(a, name=f"Deal {number}")
            won = make_deal(a, name="Won")
            win(by=a.rep, opportunity=won, reason="They signed")
        assert statements(client, url + query) == one
