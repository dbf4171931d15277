"""Proposal for the allocation of a receipt 核销 (spec 07)."""

from datetime import date
from decimal import Decimal


def propose(rest, instalments):
    """[(instalment id, amount)] for the unallocated `rest` of a receipt, in the order of payment.

    `instalments` are (id, balance, due_on or None, no). The oldest due comes first, open dates
    come last; nothing above a balance or the rest is proposed, what remains is the customer's
    credit. ValueError for a negative rest.
    """
    if rest < 0:
        raise ValueError(f"the rest of a receipt is not negative: {rest}")
    proposal = []
    for pk, balance, _due_on, _no in sorted(instalments, key=_oldest_first):
        amount = min(rest, max(balance, Decimal(0)))
        if amount:
            proposal.append((pk, amount))
            rest -= amount
    return proposal


def _oldest_first(instalment):
    _pk, _balance, due_on, no = instalment
    return due_on is None, due_on or date.min, no


def covered(reported, instalments):
    """The ids of instalments whose whole balance a reported sum would pay, oldest due first."""
    balances = {pk: balance for pk, balance, _due_on, _no in instalments}
    return {pk for pk, amount in propose(reported, instalments) if amount == balances[pk]}
