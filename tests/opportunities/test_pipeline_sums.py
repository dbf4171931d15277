"""The kept sums are what the deals add up to, whoever changes them and however often."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Sum
from django.http import QueryDict
from django.test import RequestFactory

from activities.models import Reason
from crm.middleware.scope import tenant_prefix
from opportunities import actions
from opportunities.actions.pipeline import fold_pipeline
from opportunities.models import Opportunity, PipelineSum
from opportunities.views.board import make_board
from payments.invariants import broken
from tests.opportunities.deals import make_deal, stages

THREADS, ROUNDS = 8, 10


def kept() -> set[tuple]:
    return set(PipelineSum.objects.by("owner_id", "stage_id"))


def added_up() -> set[tuple]:
    rows = Opportunity.objects.open().order_by().values_list("owner_id", "stage_id")
    return set(rows.annotate(deals=Count("pk"), total=Sum("amount")))


def test_sums_follow_each_action_and_folding_changes_none(cast):
    a = cast.a
    lost = Reason.List.DEAL_LOST
    with a.scope("rep"):
        first, second, third = (make_deal(a, amount=Decimal(amount)) for amount in ("10.50", 20, 0))
        steps = [
            lambda: actions.change_opportunity(by=a.rep, opportunity=first, amount=99),
            lambda: actions.advance(by=a.rep, opportunity=first),
            lambda: actions.assign_opportunity(by=a.manager, opportunity=second, to=a.rep2),
            lambda: actions.lose(
                by=a.rep, opportunity=third, reason=Reason.objects.for_list(lost).first()
            ),
            lambda: actions.reopen(by=a.manager, opportunity=third, reason="again"),
            lambda: actions.step_back(
                by=a.rep, opportunity=first, to=stages()[0], reason="too early"
            ),
        ]
        for step in steps:
            step()
            assert kept() == added_up()
        before = kept()
        assert PipelineSum.objects.count() > len(before)
        assert fold_pipeline() > 0
        assert kept() == before
        assert PipelineSum.objects.count() == len(before)
        assert fold_pipeline() == 0


def test_nobody_waits_and_nothing_is_lost_while_sums_are_folded(committed_cast):
    a = committed_cast.a
    with a.scope("rep"):
        deals = [make_deal(a) for _number in range(THREADS)]

    def work(deal) -> None:
        try:
            for number in range(ROUNDS):
                with a.scope("rep"):
                    actions.change_opportunity(by=a.rep, opportunity=deal, amount=number + 1)
                with a.scope():
                    fold_pipeline()
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, deals))
    with a.scope():
        assert kept() == added_up() == {(a.rep.pk, stages()[0].pk, THREADS, THREADS * ROUNDS)}


@pytest.mark.parametrize("who", ["rep", "rep2", "manager", "finance", "admin"])
def test_the_heads_of_the_whole_board_are_those_of_its_deals(cast, who):
    a = cast.a
    request = RequestFactory().get("/")
    request.member, request.tenant, request.htmx = a.members[who], a.tenant, False
    request.urlconf = settings.TENANT_URLCONF
    with a.scope("rep"), tenant_prefix(request, f"/t/{a.tenant.slug}/", "/"):
        mine, moved = make_deal(a, amount=5), make_deal(a, amount=7)
        actions.advance(by=a.rep, opportunity=moved)
        make_deal(a, owner="rep2", amount=11)
        actions.share_opportunity(by=a.rep, opportunity=mine, members=[a.rep2])
        board, _filters = make_board(request, QueryDict())
        plain, _filters = make_board(request, QueryDict())
        plain.sums = None
        assert heads(board) == heads(plain)
        # What the rooms further right open to finance no sum knows; here that is nothing.
        assert (board.sums is None) == (who == "finance") == (not any(heads(board).values()))


def heads(board) -> dict:
    return {one.key: one.count and (one.count, one.amount) for one in board.with_totals().columns}


def test_sums_that_went_wrong_are_counted_anew(cast):
    a = cast.a
    with a.scope("rep"):
        deal = make_deal(a, amount=5)
        for owner, count in ((a.rep, 7), (a.rep2, -7)):  # the stage's own sum stays right
            PipelineSum.objects.create(owner=owner, stage=deal.stage, count=count, amount=count)
        assert [len(rows) for rows in broken().values() if rows] == [1]
    call_command("count_pipeline", stdout=StringIO())
    with a.scope():
        assert kept() == added_up()
        assert not any(broken().values())


def test_the_second_of_two_clicks_finds_the_deal_moved(cast):
    a = cast.a
    with a.scope("rep"):
        deal, target = make_deal(a), stages()[1]
    client, url = a.client("rep"), a.url(f"opportunities/{deal.pk}/stage/")
    on_board = {
        "HX-Request": "true",
        "HX-Current-URL": f"http://testserver{a.url('opportunities/')}",
    }
    first, second = (client.post(url, {"stage": target.pk}, headers=on_board) for _click in "12")
    for answer in (first, second):
        assert f'id="card-{deal.pk}" data-stage="{target.pk}"' in answer.content.decode()
    assert [b"/undo/" in answer.content for answer in (first, second)] == [True, False]
    with a.scope():
        assert deal.changes.count() == 2
