"""Finance and legal decide in the same instant, many at once: formal exactly once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from approvals.actions import approve_step
from contracts.actions import submit_contract
from contracts.models import Contract
from tenants.states import MoveNotAllowed
from tests.cast import make_cast
from tests.deep import ROUNDS
from tests.factories.contracts import approve, make_draft, round_of

THREADS = 16


def prepared(a) -> list:
    """The parallel steps of as many contracts as there are rounds."""
    steps = []
    with a.scope("rep"):
        for _round in range(ROUNDS):
            contract = submit_contract(by=a.rep, contract=make_draft(a))
            approve(a, contract, "manager", "project")
            pending = round_of(contract).steps.filter(state="pending")
            steps.append({step.role: step for step in pending})
    return steps


def decide(a, steps, role, start) -> list[str]:
    """One thread's calls: the same step of each round, all threads starting together."""
    member, answers = getattr(a, role), []
    try:
        for round in steps:
            start.wait(timeout=30)
            try:
                with a.scope(role):
                    approve_step(by=member, step=round[role])
                answers.append("done")
            except MoveNotAllowed as refused:
                answers.append(str(refused))
    finally:
        connection.close()
    return answers


@pytest.mark.django_db(transaction=True)
def test_finance_and_legal_at_once_make_one_contract_with_one_number_formal():
    a = make_cast().a
    steps, start = prepared(a), Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        calls = [
            pool.submit(decide, a, steps, "finance" if number % 2 else "legal", start)
            for number in range(THREADS)
        ]
        answers = [answer for call in calls for answer in call.result()]
    assert set(answers) == {"done"}
    with a.scope():
        contracts = Contract.objects.order_by("number")
        assert {c.state for c in contracts} == {"formal"}
        numbers = [int(c.number.rpartition("-")[2]) for c in contracts]
        assert numbers == list(range(1, ROUNDS + 1))
        for contract in contracts:
            rounds = round_of(contract)
            assert rounds.state == "approved"
