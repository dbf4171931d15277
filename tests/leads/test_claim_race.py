"""Sixteen members claim one lead at once: one wins, the ledger is exact (SECURITY.md 1C 27)."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from leads import actions
from leads.models import Claim, Lead
from people.actions import change_member
from people.roles import Role
from tenants.states import MoveNotAllowed
from tests.deep import ROUNDS

THREADS = 16


def test_one_of_sixteen_wins_each_lead(committed_cast):
    a = committed_cast.a
    with a.scope("rep"):
        crowd = [a.add(f"claimer{n}", [Role.REP], daily_claims=500) for n in range(THREADS)]
        leads = [actions.create_lead(by=a.rep, company=f"Lead {n}") for n in range(ROUNDS)]
    start = threading.Barrier(THREADS)

    def claim_all(member) -> int:
        won = 0
        try:
            for lead in leads:
                start.wait(timeout=60)
                won += claims(a, member, lead)
        finally:
            connection.close()
        return won

    with ThreadPoolExecutor(THREADS) as pool:
        won = list(pool.map(claim_all, crowd))
    assert sum(won) == ROUNDS
    with a.scope():
        ledger = Claim.objects.values_list("lead", "member")
        assert len(ledger) == len(set(ledger)) == ROUNDS
        owners = set(Lead.objects.values_list("pk", "owner"))
        assert owners == set(ledger)


def claims(a, member, lead) -> bool:
    try:
        with a.scope():
            actions.claim_lead(by=member, lead=lead)
    except MoveNotAllowed:
        return False
    return True


def test_one_members_parallel_claims_stay_within_his_limit(committed_cast):
    a = committed_cast.a
    with a.scope("rep"):
        change_member(by=a.admin, member=a.rep, claim_limit=3)
        leads = [actions.create_lead(by=a.rep, company=f"Lead {n}") for n in range(8)]

    def claim(lead) -> bool:
        try:
            return claims(a, a.rep, lead)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, leads)) == 3
    with a.scope():
        assert Lead.objects.open().filter(owner=a.rep).count() == 3
