"""From terms to instalments, through the action (spec 07)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from activities.models import Event
from contracts.models import PaymentTerm
from payments.actions import make_plan, record_instalments, start_clock
from payments.models import Instalment
from tenants.states import MoveNotAllowed
from tests.factories.formal import formal_contract

pytestmark = pytest.mark.django_db


def percent(value, trigger="signing", **more):
    return {"share": "percent", "value": Decimal(value), "trigger": trigger, **more}


def amounts(contract):
    return [str(row.amount) for row in contract.instalments.all()]


@pytest.mark.parametrize(
    ("total", "shares", "expected"),
    [
        ("100000.01", (30, 60, 10), ["30000.00", "60000.01", "10000.00"]),
        ("100.02", (25, 25, 25, 25), ["25.01", "25.01", "25.00", "25.00"]),
    ],
)
def test_the_worked_examples_are_planned(cast, total, shares, expected):
    with cast.a.scope("rep"):
        contract = formal_contract(cast.a.rep, total, terms=[percent(n) for n in shares])
        assert amounts(contract) == expected


def test_dates_follow_the_terms(cast):
    """2026-10-01 to 07 are holidays, and 2026-10-10 is a Saturday that is worked."""
    terms = [
        percent(30, days=2),
        percent(20, days=2, working_days=True),
        percent(20, "date", on=date(2026, 10, 3)),
        percent(20, "acceptance", days=30),
        {"share": "balance", "value": None, "trigger": "milestone", "milestone": "M1"},
    ]
    with cast.a.scope("rep"):
        contract = formal_contract(cast.a.rep, terms=terms, signed_on=date(2026, 9, 30))
        due = [row.due_on for row in contract.instalments.all()]
        assert contract.instalments.get(number=5).milestone == "M1"
    assert due == [date(2026, 10, 8), date(2026, 10, 9), date(2026, 10, 3), None, None]


def test_a_plan_is_made_once_and_leaves_its_event(cast):
    with cast.a.scope("rep"):
        contract = formal_contract(cast.a.rep)
        assert make_plan(contract, cast.a.rep) == list(contract.instalments.all())
        assert Instalment.objects.count() == 1
        event = Event.objects.get(verb="plan.made")
        assert event.data == {"count": 1, "amount": {"money": "1000.00"}}


def test_terms_that_make_no_whole_plan_are_refused(cast):
    with cast.a.scope("rep"):
        contract = formal_contract(cast.a.rep, terms=[percent(90)], planned=False)
        with pytest.raises(MoveNotAllowed) as refused:
            make_plan(contract, cast.a.rep)
        assert refused.value.__cause__.code == "not_whole"
        assert not Instalment.objects.exists()


def test_the_event_of_an_instalment_starts_its_clock_once(cast):
    terms = [percent(90), percent(10, PaymentTerm.Trigger.WARRANTY_END, days=5, working_days=True)]
    with cast.a.scope("manager"):
        retention = formal_contract(cast.a.rep, terms=terms).instalments.get(number=2)
        started = start_clock(by=cast.a.manager, instalment=retention, on=date(2026, 9, 30))
        # five working days after the National Day holidays: 8, 9, 10, 12, 13 October
        assert started.due_on == date(2026, 10, 13)
        assert Event.objects.filter(verb="instalment.started", object_id=retention.pk).exists()
        with pytest.raises(MoveNotAllowed):
            start_clock(by=cast.a.manager, instalment=retention, on=date(2026, 10, 1))


def test_a_recorded_plan_must_be_whole(cast):
    with cast.a.scope("admin"):
        contract = formal_contract(cast.a.rep, planned=False)
        parts = [
            Instalment(contract=contract, number=n, amount=Decimal(400), trigger="date")
            for n in (1, 2)
        ]
        with pytest.raises(IntegrityError, match="sums to its amount"), transaction.atomic():
            record_instalments(by=cast.a.admin, instalments=parts)
        parts[1].amount = Decimal(600)
        record_instalments(by=cast.a.admin, instalments=parts)
        assert amounts(contract) == ["400.00", "600.00"]
