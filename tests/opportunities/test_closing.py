from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from activities.models import Event, Reason
from opportunities import criteria, reopening
from opportunities.actions import (
    advance,
    apply_quote,
    assign_opportunity,
    change_opportunity,
    invalidate,
    lose,
    record_opportunities,
    reopen,
    share_opportunity,
    unshare_opportunity,
    win,
)
from opportunities.models import Opportunity, StageChange
from opportunities.slips import Slips, slips_of, with_date_changes
from products.models import Category, Product
from tenants.states import MoveNotAllowed
from tests.opportunities.deals import ask, make_deal, stages


@pytest.fixture
def a(cast):
    with cast.a.scope("rep"), override("en"):
        yield cast.a


def last_stage_deal(a, **fields):
    deal = make_deal(a, **fields)
    for _stage in stages()[1:]:
        deal = advance(by=a.rep, opportunity=deal)
    return deal


def reason(name: str) -> Reason:
    return Reason.objects.for_list(name).first()


def test_a_deal_is_won_from_the_last_stage_and_credits_its_owner(a):
    won = win(by=a.rep, opportunity=last_stage_deal(a))
    assert (won.status, won.credited_to, won.credited_department) == ("won", a.rep, a.team)
    assert won.closed_on == timezone.localdate()
    row = StageChange.objects.get(verb="win")
    assert (row.from_stage, row.to_stage, row.probability) == (stages()[-1], None, 70)
    assert Event.objects.filter(verb="opportunity.win").count() == 1
    win(by=a.rep, opportunity=won)
    assert StageChange.objects.filter(verb="win").count() == 1


def test_winning_earlier_needs_a_reason_and_says_which_stage_is_missing(a):
    deal = make_deal(a)
    with pytest.raises(MoveNotAllowed) as refused:
        win(by=a.rep, opportunity=deal)
    assert refused.value.missing == ["Stage “Quotation”"]
    assert win(by=a.manager, opportunity=deal, reason="Signed at the fair").status == "won"


def test_winning_needs_an_amount_even_with_a_reason(a):
    with pytest.raises(MoveNotAllowed) as refused:
        win(by=a.manager, opportunity=make_deal(a, amount=0), reason="x")
    assert refused.value.missing == ["Amount"]


def test_winning_checks_the_criteria_of_the_last_stage(a):
    deal = last_stage_deal(a)
    ask(stages()[-1])
    with pytest.raises(MoveNotAllowed) as refused:
        win(by=a.rep, opportunity=deal)
    assert refused.value.missing == ["The budget is known"]


def test_a_process_may_demand_a_quote(a, monkeypatch):
    deal = last_stage_deal(a)
    deal.process.needs_quote = True
    deal.process.save()
    states: list[str] = []
    checks = criteria._checks | {"quote_in_state": lambda deal, value: value in states}
    monkeypatch.setattr(criteria, "_checks", checks)
    with pytest.raises(MoveNotAllowed) as refused:
        win(by=a.manager, opportunity=deal, reason="x")
    assert refused.value.missing == ["An approved or accepted quote"]
    states.append("approved")
    assert win(by=a.rep, opportunity=deal).status == "won"


def test_a_lost_deal_keeps_reason_competitor_and_credit(a):
    deal = make_deal(a)
    why = reason(Reason.List.DEAL_LOST)
    lost = lose(by=a.rep, opportunity=deal, reason=why, note="2 % dearer", competitor="Kingdee")
    assert (lost.status, lost.close_reason, lost.lost_to) == ("lost", why, "Kingdee")
    assert (lost.credited_to, lost.close_note) == (a.rep, "2 % dearer")
    again = lose(by=a.rep, opportunity=deal, reason=why)
    assert again.lost_to == "Kingdee"


def test_reasons_come_from_their_own_list(a):
    deal = make_deal(a)
    with pytest.raises(MoveNotAllowed):
        lose(by=a.rep, opportunity=deal, reason=reason(Reason.List.DEAL_INVALID))
    with pytest.raises(MoveNotAllowed):
        invalidate(by=a.rep, opportunity=deal, reason=reason(Reason.List.DEAL_LOST))


def test_an_invalid_deal_credits_nobody(a):
    deal = invalidate(by=a.rep, opportunity=make_deal(a), reason=reason("deal_invalid"))
    assert (deal.status, deal.credited_to) == ("invalid", None)
    with pytest.raises(MoveNotAllowed):
        win(by=a.manager, opportunity=deal, reason="x")
    with pytest.raises(MoveNotAllowed):
        change_opportunity(by=a.rep, opportunity=deal, name="Other")


def test_reopening_clears_the_closing_facts_and_keeps_the_past(a):
    deal = lose(by=a.rep, opportunity=make_deal(a), reason=reason("deal_lost"), competitor="X")
    back = reopen(by=a.manager, opportunity=deal, reason="They called again")
    assert (back.status, back.stage, back.closed_on) == ("open", stages()[0], None)
    assert (back.close_reason, back.credited_to, back.lost_to) == (None, None, "")
    assert list(StageChange.objects.values_list("verb", flat=True)) == ["create", "lose", "reopen"]
    reopen(by=a.manager, opportunity=back, reason="again")
    assert StageChange.objects.count() == 3


def test_reopening_needs_a_reason_and_no_obstacle(a, monkeypatch):
    deal = win(by=a.manager, opportunity=make_deal(a), reason="signed")
    with pytest.raises(MoveNotAllowed):
        reopen(by=a.manager, opportunity=deal, reason="")
    monkeypatch.setattr(reopening, "_obstacles", [lambda deal: "Contract HT-1 is formal"])
    with pytest.raises(MoveNotAllowed) as refused:
        reopen(by=a.manager, opportunity=deal, reason="x")
    assert refused.value.missing == ["Contract HT-1 is formal"]


def test_the_database_refuses_a_status_that_no_verb_set(a):
    deal = make_deal(a)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opportunity.objects.filter(pk=deal.pk).update(status="won")
    closed = invalidate(by=a.rep, opportunity=deal, reason=reason("deal_invalid"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Opportunity.objects.filter(pk=closed.pk).update(status="won", credited_to=a.rep)


def test_handing_over_keeps_the_credit_of_the_past(a):
    deal = win(by=a.manager, opportunity=make_deal(a), reason="signed")
    moved = assign_opportunity(by=a.manager, opportunity=deal, to=a.rep2, note="Leaves")
    assert (moved.owner, moved.credited_to) == (a.rep2, a.rep)
    assert a.rep2.notifications.filter(verb="opportunity.assigned").count() == 1
    assign_opportunity(by=a.manager, opportunity=deal, to=a.rep2)
    assert a.rep2.notifications.count() == 1
    a.owner.active = False
    with pytest.raises(MoveNotAllowed):
        assign_opportunity(by=a.manager, opportunity=deal, to=a.owner)


def test_the_team_sees_the_deal_until_it_is_taken_out(a):
    deal = make_deal(a)
    given = {"level": "view", "team_role": "Pre-sales"}
    share_opportunity(by=a.rep, opportunity=deal, members=[a.rep2, a.project], **given)
    for member in (a.rep2, a.project):
        assert Opportunity.objects.visible_to(member).get() == deal
        assert not deal.changeable_by(member)
    unshare_opportunity(by=a.rep, opportunity=deal, member=a.rep2)
    assert not Opportunity.objects.visible_to(a.rep2).exists()


def test_changes_of_amount_and_date_tell_old_and_new_and_count_slips(a):
    today = timezone.localdate()
    deal = make_deal(a, expected_close_date=today)
    change_opportunity(by=a.rep, opportunity=deal, amount=1200, why="Two more seats")
    event = Event.objects.get(verb="opportunity.amount_changed")
    assert event.data == {"from": {"money": "1000.00"}, "to": {"money": "1200.00"}}
    assert event.text == "Two more seats"
    for days in (30, 41, 20):
        change_opportunity(
            by=a.rep, opportunity=deal, expected_close_date=today + timedelta(days=days)
        )
    read_again = with_date_changes(Opportunity.objects.all()).get()
    assert slips_of(read_again) == Slips(times=2, days=41)
    change_opportunity(by=a.rep, opportunity=deal, amount=1200)
    assert Event.objects.filter(verb="opportunity.amount_changed").count() == 1


def test_a_quote_brings_amount_and_products(a):
    deal, category = make_deal(a), Category.objects.create(name="Software")
    one, two = (
        Product.objects.create(sku=c, name=c, category=category, list_price=9) for c in "AB"
    )
    apply_quote(by=a.rep, opportunity=deal, amount=70, products=[(one, 1, 70)])
    lines = [(two, 2, 30), (two, 1, 20), (one, 1, 50)]
    applied = apply_quote(by=a.rep, opportunity=deal, amount=100, products=lines)
    rows = applied.products.order_by("product__sku").values_list(
        "product__sku", "quantity", "amount"
    )
    assert (applied.amount, list(rows)) == (100, [("A", 1, 50), ("B", 3, 50)])


def test_numbers_follow_one_another(a):
    numbers = [make_deal(a).number for _number in range(3)]
    year = timezone.localdate().year
    assert numbers == [f"DEAL-{year}-000{number}" for number in (1, 2, 3)]


def past(a, **fields) -> Opportunity:
    deal = make_deal(a)
    same = {"account": deal.account, "process": deal.process, "stage": stages()[-1]}
    day = timezone.now() - timedelta(days=90)
    return Opportunity(name="Old", owner=a.rep, amount=500, created_at=day, **same, **fields)


def test_the_past_comes_in_as_it_was(a):
    day = timezone.localdate() - timedelta(days=20)
    rows = [
        past(a, status="won", closed_on=day),
        past(a, status="lost", closed_on=day, close_reason=reason("deal_lost")),
        past(a, number="OLD-7"),
    ]
    own = StageChange(verb="create", at=rows[2].created_at, amount=500, probability=10)
    own.opportunity = rows[2]
    won, lost, still_open = record_opportunities(by=a.admin, opportunities=rows, changes=[own])
    assert (won.credited_to, won.credited_department, won.imported_by) == (a.rep, a.team, a.admin)
    assert lost.credited_to == a.rep
    assert still_open.number == "OLD-7"
    assert won.number.startswith("DEAL-H")
    verbs = StageChange.objects.filter(opportunity=won).values_list("verb", "days_stayed")
    assert list(verbs) == [("create", None), ("win", None)]
    assert StageChange.objects.filter(opportunity=still_open).count() == 1


def test_the_past_does_not_lie_in_the_future(a):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError):
        record_opportunities(by=a.admin, opportunities=[past(a, status="won", closed_on=tomorrow)])
