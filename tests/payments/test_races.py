"""Sixteen hands at once: never over, sums exact (SECURITY.md 1C 24, 25)."""

import json
import threading
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import IntegrityError, connection

from payments import actions
from payments.invariants import broken
from payments.models import Allocation, Receipt, Reminder
from payments.querysets import total
from people.actions import create_token
from tenants.states import MoveNotAllowed
from tests.cast import browser
from tests.deep import ROUNDS
from tests.factories.formal import formal_contract, on_day

THREADS = 16
HALVES = (on_day(date(2026, 2, 1), 50), on_day(date(2026, 3, 1), 50))


def at_once(count, work):
    """What `work(number)` answered or raised in `count` threads that start together."""
    start, found = threading.Barrier(count), [None] * count

    def run(number):
        start.wait()
        try:
            found[number] = work(number)
        except Exception as refused:
            found[number] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def report(company, contract, amount):
    return actions.report_receipt(
        by=company.rep,
        contract=contract,
        amount=Decimal(amount),
        received_on=date(2026, 3, 2),
        payer="Acme",
    )


def nothing_is_broken(company):
    with company.scope():
        return {name: rows for name, rows in broken().items() if rows} == {}


def test_receipts_confirmed_at_once_never_pay_an_instalment_twice(committed_cast):
    a = committed_cast.a
    for _round in range(ROUNDS):
        with a.scope("rep"):
            contract = formal_contract(a.rep, terms=HALVES)
            receipts = [report(a, contract, "99.99") for _number in range(THREADS)]

        def confirm(number, receipts=receipts):
            with a.scope("finance"):
                actions.confirm_receipt(by=a.finance, receipt=receipts[number])

        assert at_once(THREADS, confirm) == [None] * THREADS
        with a.scope():
            rows = contract.instalments.with_balance()
            assert total(rows, "balance") == 0
            assert total(Receipt.objects.credit().filter(contract=contract), "rest") == (
                THREADS * Decimal("99.99") - 1000
            )
    assert nothing_is_broken(a)


def test_a_receipt_allocated_at_once_is_spent_once(committed_cast):
    a = committed_cast.a
    for _round in range(ROUNDS):
        with a.scope("rep"):
            contract = formal_contract(a.rep, "5000.00", terms=HALVES)
            receipt = report(a, contract, "700.00")
            actions.confirm_receipt(by=a.finance, receipt=receipt, allocations=[])
            rows = list(contract.instalments.all())

        def allocate(number, receipt=receipt, rows=rows):
            wanted = [(row, Decimal(50)) for row in (rows if number % 2 else rows[::-1])]
            with a.scope("finance"):
                actions.allocate(by=a.finance, receipt=receipt, allocations=wanted)

        found = at_once(THREADS, allocate)
        assert found.count(None) == 7
        assert {type(answer) for answer in found} == {type(None), MoveNotAllowed}
    assert nothing_is_broken(a)


def test_the_trigger_alone_holds_the_sums(committed_cast):
    """Rows that come in past the actions, without their locks."""
    a = committed_cast.a
    with a.scope("rep"):
        contract = formal_contract(a.rep, terms=HALVES)
        row = contract.instalments.first()
        receipts = [report(a, contract, "100.00") for _number in range(THREADS)]
        for receipt in receipts:
            actions.confirm_receipt(by=a.finance, receipt=receipt, allocations=[])

    def insert(number):
        with a.scope("finance"):
            Allocation.objects.create(receipt=receipts[number], instalment=row, amount=100)

    found = at_once(THREADS, insert)
    assert found.count(None) == 5
    assert {type(answer) for answer in found} == {type(None), IntegrityError}
    assert nothing_is_broken(a)


def test_confirming_and_reversing_at_once_leave_whole_books(committed_cast):
    a = committed_cast.a
    with a.scope("rep"):
        contract = formal_contract(a.rep, terms=HALVES)
        receipts = [report(a, contract, "300.00") for _number in range(4)]

    def work(number):
        receipt = receipts[number % 4]
        with a.scope("finance"):
            if number < THREADS // 2:
                return actions.confirm_receipt(by=a.finance, receipt=receipt).state
            return actions.reverse_receipt(by=a.finance, receipt=receipt, reason="x").state

    found = at_once(THREADS, work)
    expected = {"confirmed", "reversed", MoveNotAllowed}
    assert {type(x) if isinstance(x, Exception) else x for x in found} <= expected
    assert nothing_is_broken(a)


def test_one_key_sent_32_times_at_once_makes_one_receipt(committed_cast):
    a = committed_cast.a
    with a.scope("admin"):
        contract = formal_contract(a.rep)
        _token, secret = create_token(by=a.rep, member=a.rep, name="t", access="write")
    body = {
        "contract": contract.pk,
        "amount": "10.00",
        "received_on": "2026-03-02",
        "payer": "Acme",
    }
    headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": "one"}

    def post(number):
        answer = browser().post(
            "/api/v1/receipts", json.dumps(body), content_type="application/json", headers=headers
        )
        return answer.status_code, answer.content

    found = at_once(32, post)
    assert {status for status, _content in found} == {201}
    assert len({content for _status, content in found}) == 1
    with a.scope():
        assert Receipt.objects.count() == 1


def test_one_bank_reference_at_once_makes_one_receipt(committed_cast):
    a = committed_cast.a
    with a.scope():
        contract = formal_contract(a.rep)

    def enter(number):
        with a.scope("rep"):
            return actions.report_receipt(
                by=a.rep,
                contract=contract,
                amount=Decimal(10),
                received_on=date(2026, 3, 2),
                payer="Acme",
                bank_reference="TX1",
            ).pk

    found = at_once(THREADS, enter)
    assert len([answer for answer in found if isinstance(answer, int)]) == 1
    assert {type(x).__name__ for x in found} == {"int", "ValidationError"}


def test_reminders_run_at_once_go_out_once(committed_cast):
    a = committed_cast.a
    with a.scope():
        for _number in range(5):
            formal_contract(a.rep, terms=[on_day(date(2026, 3, 10), 100)])

    def remind(number):
        now = datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
        with a.scope():
            return actions.remind_overdue(now=now)

    found = at_once(4, remind)
    assert sum(found) == 5
    with a.scope():
        assert Reminder.objects.filter(outcome="sent").count() == 5
