"""A round on a customer: approvals know nothing of the records that they decide about."""

import pytest
from django.utils.translation import override

from approvals import effects
from approvals.actions import open_round
from approvals.chains import steps_from_chain
from approvals.models import Purpose
from customers.actions import create_account
from tests.cast import make_cast

PURPOSE = "trial"


class Trial:
    """Opens rounds, and remembers what the effects were told."""

    def __init__(self, cast):
        self.a, self.b = cast.a, cast.b
        self.told: list[tuple] = []
        with self.a.scope("rep"):
            self.account = create_account(by=self.a.rep, name="Hengrui")

    def effects(self) -> effects.Effects:
        return effects.Effects(
            approved=lambda round, by: self.told.append(("approved", by.name)),
            returned=lambda round, by, how, comment: self.told.append((how, comment)),
            content_hash=lambda account: effects.digest({"name": account.name}),
            last="Hengrui becomes a customer for good.",
        )

    def open(self, *, by=None, owner=None, amount=1000, named=None, record=None):
        owner, by = owner or self.a.rep, by or self.a.rep
        steps = steps_from_chain(
            Purpose.CONTRACT, owner=owner, submitted_by=by, amount=amount, named=named
        )
        return open_round(
            by=by,
            record=record or self.account,
            purpose=PURPOSE,
            owner=owner,
            title="Hengrui",
            amount=amount,
            content_hash=effects.digest({"name": (record or self.account).name}),
            steps=steps,
        )

    def another(self, name: str):
        """A round on another customer."""
        account = create_account(by=self.a.rep, name=name)
        return self.open(record=account)

    def step(self, round, role: str):
        return round.steps.get(role=role)

    def step_of(self, round, role: str):
        """The same from outside a scope."""
        with self.a.scope():
            return self.step(round, role)


@pytest.fixture
def trial(db, monkeypatch) -> Trial:
    trial = Trial(make_cast())
    monkeypatch.setitem(effects._effects, PURPOSE, trial.effects())
    with override("en"):
        yield trial
