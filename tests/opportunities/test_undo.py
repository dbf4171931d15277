"""A move can be taken back at once, as if it had not been made (UX.md 1.2 number 23)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from opportunities.actions import advance, step_back, undo_move
from opportunities.models import StageChange
from tenants.states import MoveNotAllowed
from tests.opportunities.deals import make_deal, stages


@pytest.fixture
def a(cast):
    with cast.a.scope("rep"):
        yield cast.a


def test_undoing_restores_stage_and_entry_and_leaves_no_standing_move(a):
    deal = make_deal(a)
    entered = deal.stage_entered_at
    advance(by=a.rep, opportunity=deal)
    change = StageChange.objects.get(verb="advance")
    for _twice in range(2):
        back = undo_move(by=a.rep, opportunity=deal, change=change)
        assert (back.stage, back.stage_entered_at) == (stages()[0], entered)
    assert list(StageChange.objects.standing().values_list("verb", flat=True)) == ["create"]
    assert StageChange.objects.count() == 3


def test_the_entry_after_an_undone_move_is_not_the_undone_one(a):
    deal = make_deal(a)
    advance(by=a.rep, opportunity=deal)
    moved = advance(by=a.rep, opportunity=deal)
    entered_second = StageChange.objects.filter(verb="advance").first().at
    back = undo_move(by=a.rep, opportunity=deal, change=moved.changes.last())
    assert (back.stage, back.stage_entered_at) == (stages()[1], entered_second)


def test_only_the_last_move_by_oneself_within_minutes_is_undone(a):
    deal = make_deal(a)
    advance(by=a.rep, opportunity=deal)
    change = StageChange.objects.get(verb="advance")
    with pytest.raises(MoveNotAllowed):
        undo_move(by=a.manager, opportunity=deal, change=change)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)), pytest.raises(MoveNotAllowed):
        undo_move(by=a.rep, opportunity=deal, change=change)
    step_back(by=a.rep, opportunity=deal, to=stages()[0], reason="x")
    with pytest.raises(MoveNotAllowed):
        undo_move(by=a.rep, opportunity=deal, change=change)


def test_the_toast_of_a_move_offers_to_undo_it(cast):
    a = cast.a
    with a.scope("rep"):
        deal, target = make_deal(a), stages()[1]
    board = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{a.url('opportunities/')}"}
    client, page = a.client("rep"), a.url(f"opportunities/{deal.pk}/")
    answer = client.post(f"{page}stage/", {"stage": target.pk}, headers=board)
    with a.scope():
        undo = f"{page}moves/{deal.changes.last().pk}/undo/"
    assert undo in answer.content.decode()
    assert undo in client.get(page).content.decode()
    answer = client.post(undo, headers=board)
    assert f'data-stage="{deal.stage_id}"' in answer.content.decode()
    assert undo not in client.get(page).content.decode()
    assert client.post(f"{page}moves/999999/undo/").status_code == 404
