"""Ageing through real rows and the API (spec 07, 08)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from payments.models import Allocation, Receipt
from tests.reports.rows import owe, sign

TODAY = date(2026, 11, 21)


def days_ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture
def owed(room):
    """Rep's contract of 1,000 in five parts, one a bucket, and 500 of rep2's, not due."""
    with room.a.scope():
        contract = sign(room.a.rep, 1000, date(2026, 6, 1))
        ages = (-5, 1, 31, 61, 91)
        room.parts = owe(contract, *((200, days_ago(age)) for age in ages))
        owe(sign(room.a.rep2, 500, date(2026, 11, 1)), (500, None))
    return room


def pay(company, instalment, amount, on):
    receipt = Receipt.objects.create(
        contract=instalment.contract,
        account=instalment.contract.account,
        owner=company.rep,
        amount=amount,
        received_on=on,
        payer="Payer",
        reported_by=company.rep,
    )
    receipt.confirm(company.finance, timezone.now())
    receipt.save()
    return Allocation.objects.create(
        receipt=receipt, instalment=instalment, amount=amount, on=on, by=company.finance
    )


def buckets(answer):
    return {row["bucket"]: (row["count"], row["amount"]) for row in answer["buckets"]}


def test_the_shape(owed, ask):
    answer = ask(owed.a, "manager", "reports/ageing?as_of=2026-11-21")
    assert buckets(answer) == {
        "not_due": (2, "700.00"),
        "1-30": (1, "200.00"),
        "31-60": (1, "200.00"),
        "61-90": (1, "200.00"),
        "90+": (1, "200.00"),
    }
    assert answer["overdue"] == {"count": 4, "amount": "800.00"}
    assert (answer["as_of"], answer["currency"]) == ("2026-11-21", "CNY")


def test_what_is_paid_in_part_owes_the_rest_from_that_day_on(owed, ask):
    with owed.a.scope():
        pay(owed.a, owed.parts[1], 50, date(2026, 11, 21))
        pay(owed.a, owed.parts[2], 200, date(2026, 11, 21))
    answer = ask(owed.a, "manager", "reports/ageing?as_of=2026-11-21")
    assert answer["overdue"] == {"count": 3, "amount": "550.00"}
    before = ask(owed.a, "manager", "reports/ageing?as_of=2026-11-20")
    assert before["overdue"] == {"count": 3, "amount": "600.00"}
    assert buckets(before)["not_due"] == (3, "900.00")


def test_a_contract_signed_later_owed_nothing_then(owed, ask):
    answer = ask(owed.a, "manager", "reports/ageing?as_of=2026-05-31")
    assert sum(row["count"] for row in answer["buckets"]) == 0


@pytest.mark.parametrize(
    ("who", "count"), [("rep", 4), ("rep2", 0), ("owner", 0), ("finance", 4), ("admin", 4)]
)
def test_everybody_sees_his_own_receivables(owed, ask, who, count):
    assert ask(owed.a, who, "reports/ageing")["overdue"]["count"] == count


def test_marketing_has_no_receivables(owed, ask):
    ask(owed.a, "marketing", "reports/ageing", status=403)


def test_the_other_company_sees_nothing(owed, ask):
    assert ask(owed.b, "admin", "reports/ageing")["overdue"]["count"] == 0
