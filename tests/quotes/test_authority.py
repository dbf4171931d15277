"""Discount authority: who may give a price alone, and who is asked else (spec 05)."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Event
from approvals.actions import approve_step, reject_step
from approvals.models import Round, Step
from quotes import actions
from quotes.authority import judge
from quotes.lines import LineInput, price_lines
from quotes.models import Quote
from quotes.pricing import Manual
from tenants.states import MoveNotAllowed

pytestmark = pytest.mark.django_db
State = Quote.State


def submit(shop, *lines, whole=None):
    return actions.submit_quote(
        by=shop.a.rep, quote=shop.quote(*lines, whole=whole), why="They buy ten more"
    )


def open_step(quote) -> Step:
    return Step.objects.get(round__object_id=quote.pk, state=Step.State.PENDING)


def asked(quote) -> list[str]:
    return [seat.member.name for seat in open_step(quote).assignees.all()]


def test_within_the_limit_it_is_approved_at_once(inside):
    quote = submit(inside, inside.line(inside.server, 3, 5))
    assert quote.state == State.APPROVED
    assert not Round.objects.exists()


def test_within_one_cent_of_the_limit_is_within(inside):
    exact = D("5997.00") * D("0.95")
    for total, state in [(exact - D("0.01"), State.APPROVED), (exact - D("0.02"), State.PENDING)]:
        line = LineInput(inside.server, D(3), Manual("total", total))
        assert submit(inside, line).state == state


def test_beyond_it_the_superior_is_asked_and_shown_why(inside):
    quote = submit(inside, inside.line(inside.server, 3, 12))
    assert quote.state == State.PENDING
    assert asked(quote) == ["Manager"]
    facts = Round.objects.get().facts
    assert (facts["discount"], facts["limit"], facts["excess"]) == ("12.0", "5.0", "7.0")
    assert facts["margin"] == "22.9"  # (4670.23 − 3600.00) ÷ 4670.23
    assert facts["below_cost"] == []


def test_beyond_it_nobody_is_asked_without_a_reason(inside):
    quote = inside.quote(inside.line(inside.server, 3, 12))
    with pytest.raises(ValidationError, match="why"):
        actions.submit_quote(by=inside.a.rep, quote=quote, why="  ")
    quote.refresh_from_db()
    assert (quote.state, Round.objects.count()) == (State.DRAFT, 0)


def test_a_reason_is_not_asked_for_where_that_would_tell_the_cost(inside):
    inside.limit("rep", 100)
    inside.limit("manager", 100)
    quote = inside.quote(inside.line(inside.server, 1, 33))
    assert actions.submit_quote(by=inside.a.rep, quote=quote).state == State.PENDING


def test_nor_are_its_deciders_named_before(shop):
    with shop.a.scope("rep"):
        shop.limit("rep", 100)
        shop.limit("manager", 100)
        quote = shop.quote(shop.line(shop.server, 1, 33))
    page = shop.a.client("rep").get(shop.a.url(f"quotes/{quote.pk}/submission/"))
    assert page.status_code == 200
    assert "Manager" not in page.content.decode().partition("<main")[2]


def test_the_first_superior_whose_limit_covers_it_is_asked(inside, boss):
    assert asked(submit(inside, inside.line(inside.service, 1, 30))) == ["Boss"]


def test_nobody_whose_limit_covers_it(inside):
    with pytest.raises(MoveNotAllowed, match="30"):
        submit(inside, inside.line(inside.service, 1, 30))


def test_the_highest_line_decides_after_the_whole_discount(inside):
    lines = inside.line(inside.server, 1), inside.line(inside.service, 1, 3)
    assert submit(inside, *lines).state == State.APPROVED
    assert submit(inside, *lines, whole=Manual("percent", D(4))).state == State.PENDING


def test_below_cost_a_manager_always_looks(inside):
    inside.limit("rep", 100)
    inside.limit("manager", 100)
    quote = submit(inside, inside.line(inside.server, 1, 33))  # net 1 185.25 < 1 200.00
    assert (quote.state, asked(quote)) == (State.PENDING, ["Manager"])
    assert Round.objects.get().facts["below_cost"] == ["Server"]


def test_an_approved_round_approves_and_a_rejected_one_returns(inside):
    quote = submit(inside, inside.line(inside.server, 3, 12))
    approve_step(by=inside.a.manager, step=open_step(quote))
    quote.refresh_from_db()
    assert quote.state == State.APPROVED
    assert actions.send_quote(by=inside.a.rep, quote=quote).state == State.SENT
    other = submit(inside, inside.line(inside.server, 3, 12))
    reject_step(by=inside.a.manager, step=open_step(other), comment="Too cheap")
    other.refresh_from_db()
    assert other.state == State.DRAFT
    assert Event.objects.get(verb="quote.returned").text == "Too cheap"


def test_a_manager_does_not_approve_his_own(inside, boss):
    quote = inside.price(inside.quote(), inside.line(inside.service, 1, 25), by=inside.a.manager)
    quote = actions.submit_quote(by=inside.a.manager, quote=quote, why="A big customer")
    assert asked(quote) == ["Boss"]


def test_withdrawn_it_is_a_draft_again(inside):
    quote = submit(inside, inside.line(inside.server, 3, 12))
    assert actions.withdraw_quote(by=inside.a.rep, quote=quote).state == State.DRAFT
    assert Round.objects.get().state == Round.State.WITHDRAWN
    assert actions.withdraw_quote(by=inside.a.rep, quote=quote).state == State.DRAFT


def test_while_it_waits_it_is_not_changed(inside):
    quote = submit(inside, inside.line(inside.server, 3, 12))
    with pytest.raises(MoveNotAllowed):
        inside.price(quote, inside.line(inside.server, 3))
    with pytest.raises(MoveNotAllowed):
        actions.change_quote(by=inside.a.rep, quote=quote, notes="x")


def test_submitting_twice_asks_once(inside):
    quote = submit(inside, inside.line(inside.server, 3, 12))
    actions.submit_quote(by=inside.a.rep, quote=quote)
    assert Round.objects.count() == 1


def test_without_lines_there_is_nothing_to_approve(inside):
    with pytest.raises(MoveNotAllowed):
        submit(inside)


pieces = st.lists(st.integers(1, 400), min_size=1, max_size=30)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=pieces, percent=st.decimals(0, 30, places=2), limit=st.integers(0, 30))
def test_cutting_a_line_never_lowers_the_level(inside, cuts, percent, limit):
    """The same goods at the same discount, in one line or in many."""
    manual = Manual("percent", percent)
    whole = price_lines([LineInput(inside.server, D(sum(cuts)).scaleb(-2), manual)])
    parts = price_lines([LineInput(inside.server, D(n).scaleb(-2), manual) for n in cuts])
    if parts.total <= whole.total and whole.exceeds(D(limit)):
        assert not judge(parts, [None] * len(cuts), D(limit)).within
