"""A quote at the customer's, and the versions after it (spec 05)."""

from datetime import timedelta
from decimal import Decimal as D

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from activities.models import Event, Reason
from approvals.models import Round
from opportunities.actions import lose
from opportunities.models import Opportunity
from quotes import actions
from quotes.criteria import quote_in_state
from quotes.models import Quote
from tenants.states import MoveNotAllowed

pytestmark = pytest.mark.django_db
State = Quote.State


def accept(shop, quote, **given):
    given = {"on": timezone.localdate(), "name": "Ms Wang"} | given
    return actions.accept_quote(by=shop.a.rep, quote=quote, **given)


def test_the_first_quote_of_a_deal_is_primary_and_numbered(inside):
    first, second = inside.quote(), inside.quote()
    assert (first.primary, second.primary) == (True, False)
    assert first.number != second.number
    assert first.valid_until == timezone.localdate() + timedelta(days=30)
    assert Event.objects.filter(verb="quote.created").count() == 2


def test_another_quote_can_be_made_the_primary_one(inside):
    first, second = inside.quote(), inside.quote()
    actions.make_primary(by=inside.a.rep, quote=second)
    assert Quote.objects.get(primary=True) == second
    first.refresh_from_db()
    assert not first.primary


def test_a_closed_deal_is_not_quoted(inside):
    reason = Reason.objects.for_list(Reason.List.DEAL_LOST).first()
    lose(by=inside.a.rep, opportunity=inside.deal, reason=reason)
    with pytest.raises(MoveNotAllowed):
        inside.quote()


def test_only_what_is_approved_is_sent(inside):
    with pytest.raises(MoveNotAllowed):
        actions.send_quote(by=inside.a.rep, quote=inside.quote(inside.line(inside.server, 1)))


def test_what_is_out_of_date_is_not_sent(inside):
    quote = inside.approved(valid_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(MoveNotAllowed):
        actions.send_quote(by=inside.a.rep, quote=quote)


def test_sending_twice_tells_once(inside):
    actions.send_quote(by=inside.a.rep, quote=inside.sent())
    assert Event.objects.filter(verb="quote.sent").count() == 1


def test_accepting_sets_the_deal_and_moves_nothing(inside):
    before = Opportunity.objects.get(pk=inside.deal.pk)
    quote = accept(inside, inside.sent())
    deal = Opportunity.objects.get(pk=inside.deal.pk)
    assert (quote.state, quote.accepted_by) == (State.ACCEPTED, "Ms Wang")
    assert (deal.amount, deal.status, deal.stage_id) == (
        D("5997.00"),
        before.status,
        before.stage_id,
    )
    (product,) = deal.products.all()
    assert (product.product, product.quantity, product.amount) == (inside.server, 3, D("5997.00"))


def test_accepting_twice_is_once(inside):
    quote = accept(inside, inside.sent())
    again = accept(inside, quote, name="Somebody else")
    assert again.accepted_by == "Ms Wang"
    assert Event.objects.filter(verb="quote.accepted").count() == 1


def test_the_accepted_quote_becomes_the_primary_one(inside):
    inside.quote()
    assert accept(inside, inside.sent()).primary
    assert Quote.objects.filter(primary=True).count() == 1


def test_nobody_accepts_tomorrow(inside):
    with pytest.raises(ValidationError):
        accept(inside, inside.sent(), on=timezone.localdate() + timedelta(days=1))


def test_what_was_not_sent_is_not_accepted(inside):
    with pytest.raises(MoveNotAllowed):
        accept(inside, inside.approved())


def test_declined_with_what_was_said(inside):
    quote = actions.decline_quote(by=inside.a.rep, quote=inside.sent(), note="Too dear")
    assert quote.state == State.DECLINED
    assert Event.objects.get(verb="quote.declined").text == "Too dear"
    with pytest.raises(MoveNotAllowed):
        accept(inside, quote)


def test_it_expires_after_its_last_day(inside, time_machine):
    quote = inside.sent(valid_until=timezone.localdate())
    with pytest.raises(MoveNotAllowed):
        actions.expire_quote(quote=quote)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert actions.expire_quote(quote=quote).state == State.EXPIRED
    assert actions.expire_quote(quote=quote).state == State.EXPIRED


def test_a_new_version_starts_unapproved_in_place_of_the_old(inside):
    old = inside.sent(payment_terms="30 days")
    new = actions.new_version(by=inside.a.rep, quote=old)
    old.refresh_from_db()
    assert (old.state, old.primary) == (State.SUPERSEDED, False)
    assert (new.number, new.version, new.state, new.primary) == (old.number, 2, State.DRAFT, True)
    assert (new.total, new.payment_terms, new.approved_hash) == (old.total, "30 days", "")
    assert new.lines.get().line_total == old.lines.get().line_total
    with pytest.raises(MoveNotAllowed):
        actions.new_version(by=inside.a.rep, quote=old)


def test_a_new_version_ends_the_round_of_the_old(inside):
    quote = inside.quote(inside.line(inside.server, 3, 12))
    quote = actions.submit_quote(by=inside.a.rep, quote=quote, why="They buy ten more")
    actions.new_version(by=inside.a.rep, quote=quote)
    assert Round.objects.get().state == Round.State.VOIDED


def test_an_answer_stays_when_a_version_follows_it(inside):
    accepted = accept(inside, inside.sent())
    new = actions.new_version(by=inside.a.rep, quote=accepted)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.primary, new.primary) == (State.ACCEPTED, True, False)


def test_a_version_of_a_past_day_is_valid_again(inside, time_machine):
    quote = actions.decline_quote(by=inside.a.rep, quote=inside.sent())
    time_machine.move_to(timezone.now() + timedelta(days=60))
    new = actions.new_version(by=inside.a.rep, quote=quote)
    assert new.valid_until == timezone.localdate() + timedelta(days=30)


@pytest.mark.parametrize(("asked", "met"), [("", True), ("approved", True), ("accepted", False)])
def test_an_exit_criterion_asks_how_far_a_quote_has_come(inside, asked, met):
    inside.sent()
    assert quote_in_state(inside.deal, asked) is met
    assert not quote_in_state(Opportunity(pk=0), asked)
