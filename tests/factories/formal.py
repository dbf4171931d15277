"""A formal contract with its plan of receivables, without the road that leads there: the database
lets an imported one in as it is."""

import itertools
from datetime import datetime, time
from decimal import Decimal

from django.utils import timezone

from contracts.models import Contract, PaymentTerm
from customers.models import Account
from payments.actions import make_plan

_count = itertools.count(1)
ALL_ON_SIGNING = ({"share": "percent", "value": Decimal(100), "trigger": "signing"},)


def make_account(owner, name: str = "") -> Account:
    return Account.objects.create(name=name or f"Customer {next(_count)}", owner=owner)


def on_day(day, percent) -> dict:
    """A part that is due on a stated day."""
    return {"share": "percent", "value": Decimal(percent), "trigger": "date", "on": day}


def formal_contract(
    owner, amount="1000.00", *, terms=ALL_ON_SIGNING, account=None, signed_on=None, planned=True
) -> Contract:
    signed_on = signed_on or timezone.localdate()
    number = next(_count)
    contract = Contract.objects.create(
        number=f"HT-{number}",
        name=f"Contract {number}",
        account=account or make_account(owner),
        owner=owner,
        amount=Decimal(amount),
        state=Contract.State.FORMAL,
        signed_on=signed_on,
        formal_at=timezone.make_aware(datetime.combine(signed_on, time(12))),
        credited_to=owner,
        credited_department=owner.department,
        imported_by=owner,
    )
    for order, term in enumerate(terms):
        PaymentTerm.objects.create(contract=contract, order=order, **term)
    if planned:
        make_plan(contract, owner)
    return contract
