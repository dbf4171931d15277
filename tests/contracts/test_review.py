"""Submitted, withdrawn, rejected, formal."""

import re

import pytest
from django.utils import timezone

from activities.models import Event
from approvals.actions import approve_step, reject_step
from contracts import formal
from contracts.actions import (
    change_contract,
    set_terms,
    submit_contract,
    sync_quote,
    withdraw_contract,
)
from contracts.models import Contract
from opportunities.actions import reopen
from opportunities.models import Opportunity
from tenants.models import Tenant
from tenants.states import MoveNotAllowed
from tests.factories.contracts import (
    TERMS,
    approve,
    make_draft,
    make_formal,
    make_quote,
    round_of,
)


def test_submitting_opens_a_round_at_the_manager(a):
    contract = submit_contract(by=a.rep, contract=make_draft(a))
    assert contract.state == "in_review"
    pending = round_of(contract).steps.filter(state="pending")
    assert [step.role for step in pending] == ["manager"]


def test_submitting_twice_opens_one_round(a):
    contract = make_draft(a)
    submit_contract(by=a.rep, contract=contract)
    submit_contract(by=a.rep, contract=contract)
    assert round_of(contract).number == 1


def test_what_is_missing_is_said(a):
    contract = make_draft(a)
    contract.terms.all().delete()
    Contract.objects.filter(pk=contract.pk).update(project_manager=None)
    with pytest.raises(MoveNotAllowed) as refused:
        submit_contract(by=a.rep, contract=contract)
    assert len(refused.value.missing) == 2
    assert round_of(contract) is None


def test_an_amount_that_is_not_the_quotes_is_refused(a):
    contract = make_draft(a)
    Contract.objects.filter(pk=contract.pk).update(amount=1)
    with pytest.raises(MoveNotAllowed) as refused:
        submit_contract(by=a.rep, contract=contract)
    assert any("amount" in text for text in refused.value.missing)


def test_a_superseded_quote_holds_the_contract_up(a):
    contract = make_draft(a, make_quote(a.rep, state="sent"))
    type(contract.quote).objects.filter(pk=contract.quote_id).update(state="superseded")
    with pytest.raises(MoveNotAllowed):
        submit_contract(by=a.rep, contract=contract)


@pytest.mark.parametrize(
    "change",
    [
        lambda a, c: change_contract(by=a.rep, contract=c, clauses="x"),
        lambda a, c: set_terms(by=a.rep, contract=c, terms=list(TERMS)),
        lambda a, c: sync_quote(by=a.rep, contract=c, quote=c.quote),
    ],
)
def test_in_review_a_contract_is_read_only(a, change):
    contract = submit_contract(by=a.rep, contract=make_draft(a))
    with pytest.raises(MoveNotAllowed, match="In review"):
        change(a, contract)


def test_withdrawing_returns_to_draft_and_a_new_round_starts_at_the_manager(a):
    contract = submit_contract(by=a.rep, contract=make_draft(a))
    approve(a, contract, "manager")
    contract = withdraw_contract(by=a.rep, contract=contract)
    assert contract.state == "draft"
    assert withdraw_contract(by=a.rep, contract=contract).state == "draft"
    submit_contract(by=a.rep, contract=contract)
    assert round_of(contract).number == 2
    assert round_of(contract).steps.get(role="manager").state == "pending"


def test_rejection_returns_to_draft(a):
    contract = submit_contract(by=a.rep, contract=make_draft(a))
    approve(a, contract, "manager", "project")
    step = round_of(contract).steps.get(role="finance")
    reject_step(by=a.finance, step=step, comment="Terms too long")
    contract.refresh_from_db()
    assert contract.state == "draft"
    assert round_of(contract).steps.get(role="legal").state == "cancelled"


def test_formal_gives_number_date_credit_and_wins_the_deal(a):
    contract = make_formal(a)
    year = timezone.localdate().year
    assert contract.state == "formal"
    assert contract.number == f"HT-{year}-0001"
    assert contract.signed_on == timezone.localdate()
    assert (contract.credited_to, contract.credited_department) == (a.rep, a.team)
    deal = Opportunity.objects.get(pk=contract.opportunity_id)
    assert (deal.status, deal.amount) == ("won", contract.amount)
    contract.account.refresh_from_db()
    assert contract.account.deal_status == "customer"
    assert Event.objects.filter(verb="contract.formal", object_id=contract.pk).count() == 1


def test_formal_numbers_follow_the_companys_pattern_without_gaps(a):
    Tenant.objects.filter(pk=a.tenant.pk).update(number_pattern="HX-XS-{year}-{seq}")
    a.tenant.refresh_from_db()
    numbers = [make_formal(a).number for _number in range(2)]
    assert [re.sub(r"\d{4}-", "", n, count=1) for n in numbers] == ["HX-XS-0001", "HX-XS-0002"]


def test_a_deal_that_is_worth_something_else_takes_the_contracts_amount(a):
    contract = make_draft(a)
    Opportunity.objects.filter(pk=contract.opportunity_id).update(amount=1)
    contract = make_formal(a, contract)
    assert Opportunity.objects.get(pk=contract.opportunity_id).amount == contract.amount


def test_rooms_to_the_right_are_told_in_the_same_transaction(a, monkeypatch):
    told = []
    monkeypatch.setattr(formal, "_callbacks", [lambda c, by: told.append((c.state, by))])
    make_formal(a)
    assert told == [("formal", a.legal)]


def test_a_failing_room_to_the_right_stops_the_contract(a, monkeypatch):
    def fail(contract, by):
        raise MoveNotAllowed("no plan")

    monkeypatch.setattr(formal, "_callbacks", [fail])
    contract = submit_contract(by=a.rep, contract=make_draft(a))
    approve(a, contract, "manager", "project", "finance")
    with pytest.raises(MoveNotAllowed, match="no plan"):
        approve_step(by=a.legal, step=round_of(contract).steps.get(role="legal"))
    contract.refresh_from_db()
    assert (contract.state, round_of(contract).state) == ("in_review", "open")


def test_a_won_deal_with_a_formal_contract_stays_closed(a):
    contract = make_formal(a)
    with pytest.raises(MoveNotAllowed) as refused:
        reopen(by=a.rep, opportunity=contract.opportunity, reason="again")
    assert contract.number in refused.value.missing[0]


@pytest.mark.parametrize("done", [1, 2, 3])
def test_an_edit_between_two_steps_voids_the_round(a, done):
    roles = ["manager", "project", "finance", "legal"]
    contract = submit_contract(by=a.rep, contract=make_draft(a))
    approve(a, contract, *roles[:done])
    Contract.objects.filter(pk=contract.pk).update(clauses="Slipped in")
    with pytest.raises(MoveNotAllowed, match="changed"):
        approve(a, contract, roles[done])
    contract.refresh_from_db()
    assert (contract.state, round_of(contract).state) == ("draft", "voided")


def test_a_quote_taken_back_in_between_voids_the_round(a):
    contract = submit_contract(by=a.rep, contract=make_draft(a, make_quote(a.rep, state="sent")))
    type(contract.quote).objects.filter(pk=contract.quote_id).update(state="superseded")
    with pytest.raises(MoveNotAllowed, match="changed"):
        approve(a, contract, "manager")
