"""Contracts in draft: made from a quote, changed, terms, taken over again."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from activities.models import Event
from contracts.actions import change_contract, draft_from_quote, set_terms, sync_quote
from contracts.models import Contract
from tenants.states import MoveNotAllowed
from tests.factories.contracts import TERMS, TOTAL, make_deal, make_draft, make_quote


def verbs(contract):
    events = Event.objects.filter(kind="contract", object_id=contract.pk)
    return list(events.order_by("pk").values_list("verb", flat=True))


def test_a_draft_copies_the_quote_and_its_parties(a):
    quote = make_quote(a.rep)
    contract = draft_from_quote(by=a.rep, quote=quote)
    assert contract.number.startswith("HT-D-")
    assert contract.amount == quote.total == TOTAL
    copied = contract.lines.values_list("name", "quantity", "line_total")
    assert list(copied) == [
        ("Licence", Decimal(3), Decimal("5697.15")),
        ("Service", Decimal(1), Decimal("602.85")),
    ]
    assert contract.our_party["name"] == a.tenant.name
    assert contract.their_party["name"] == quote.account.name
    assert verbs(contract) == ["contract.created"]


def test_a_quote_has_one_contract(a):
    quote = make_quote(a.rep)
    assert draft_from_quote(by=a.rep, quote=quote) == draft_from_quote(by=a.rep, quote=quote)
    assert Contract.objects.count() == 1


def test_a_draft_quote_makes_no_contract(a):
    quote = make_quote(a.rep, state="approved")
    type(quote).objects.filter(pk=quote.pk).update(state="superseded")
    quote.refresh_from_db()
    with pytest.raises(MoveNotAllowed, match="approved quote"):
        draft_from_quote(by=a.rep, quote=quote)


def test_changing_a_draft_writes_the_given_fields_only(a):
    contract = make_draft(a)
    change_contract(by=a.rep, contract=contract, clauses="Pay on time.")
    contract.refresh_from_db()
    assert contract.clauses == "Pay on time."
    change_contract(by=a.rep, contract=contract)
    assert verbs(contract).count("contract.changed") == 1


def test_the_end_does_not_lie_before_the_start(a):
    with pytest.raises(ValidationError):
        change_contract(
            by=a.rep,
            contract=make_draft(a),
            starts_on=date(2026, 5, 1),
            ends_on=date(2026, 4, 1),
        )


def test_the_project_manager_has_the_role(a):
    with pytest.raises(ValidationError):
        change_contract(by=a.rep, contract=make_draft(a), project_manager=a.rep2)


def test_a_new_version_of_the_quote_replaces_the_lines(a):
    contract = make_draft(a)
    deal = contract.opportunity
    newer = make_quote(a.rep, deal, lines=(("Licence", Decimal(2), Decimal(2000)),))
    contract = sync_quote(by=a.rep, contract=contract, quote=newer)
    assert (contract.quote, contract.amount) == (newer, Decimal(4000))
    assert [line.quantity for line in contract.lines.all()] == [2]
    assert verbs(contract)[-1] == "contract.synced"


def test_a_quote_of_another_deal_is_refused(a):
    other = make_quote(a.rep, make_deal(a.rep, "Other"))
    with pytest.raises(MoveNotAllowed, match="another deal"):
        sync_quote(by=a.rep, contract=make_draft(a), quote=other)


def test_terms_replace_the_former_ones(a):
    contract = make_draft(a)
    set_terms(by=a.rep, contract=contract, terms=[{"share": "balance", "trigger": "signing"}])
    assert [term.share for term in contract.terms.all()] == ["balance"]


@pytest.mark.parametrize(
    "terms",
    [
        [],
        [{"share": "percent", "value": Decimal(30), "trigger": "signing"}],
        [{"share": "percent", "value": Decimal(130), "trigger": "signing"}],
        [{"share": "percent", "value": None, "trigger": "signing"}],
        [{"share": "balance", "value": Decimal(5), "trigger": "signing"}],
        [{"share": "balance", "trigger": "signing"}, {"share": "balance", "trigger": "signing"}],
        [{"share": "amount", "value": TOTAL + 1, "trigger": "signing"}],
        [{"share": "amount", "value": TOTAL - 1, "trigger": "signing"}],
        [{"share": "balance", "trigger": "date"}],
        [{"share": "balance", "trigger": "signing", "on": date(2027, 1, 1)}],
        [{"share": "balance", "trigger": "milestone"}],
        [{"share": "percent", "value": Decimal(60), "trigger": "signing"}] * 2,
    ],
)
def test_terms_that_do_not_make_the_contract_are_refused(a, terms):
    contract = make_draft(a)
    with pytest.raises(ValidationError):
        set_terms(by=a.rep, contract=contract, terms=terms)
    assert contract.terms.count() == len(TERMS)


def test_amounts_and_percents_may_make_the_whole_without_a_rest(a):
    terms = [
        {"share": "amount", "value": Decimal(3150), "trigger": "signing"},
        {"share": "percent", "value": Decimal(50), "trigger": "date", "on": date(2027, 1, 1)},
    ]
    assert set_terms(by=a.rep, contract=make_draft(a), terms=terms).terms.count() == 2
