"""Rows for the reports' tests: a process of our own, deals at its stages, signed contracts."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

from django.utils import timezone

from contracts.models import Contract
from customers.models import Account
from opportunities.models import Opportunity, Process, Stage
from payments.models import Instalment

TODAY = datetime(2026, 11, 21, 4, tzinfo=UTC)  # noon in Shanghai
STAGES = [("First", 50, 15), ("Second", 60, 40), ("Third", 65, 30), ("Quote", 70, 10)]
_numbers = count(1)


def make_process(name="Worked", stages=STAGES, won_baseline=5):
    process = Process.objects.create(name=name, won_label="Signed", won_baseline=won_baseline)
    for order, (label, rate, baseline) in enumerate(stages):
        Stage.objects.create(
            process=process, order=order, name=label, win_rate=rate, baseline_share=baseline
        )
    return process


def make_account(owner, **fields):
    return Account.objects.create(name=f"Customer {next(_numbers)}", owner=owner, **fields)


def make_deal(owner, stage, amount=1000, closes=None, account=None, **fields):
    fields = {"created_at": timezone.now()} | fields
    return Opportunity.objects.create(
        number=f"D-{next(_numbers)}",
        name="A deal",
        account=account or make_account(owner),
        process=stage.process,
        stage=stage,
        amount=Decimal(amount),
        expected_close_date=closes,
        owner=owner,
        **fields,
    )


def win(deal, on):
    return _close(deal, "won", on)


def lose(deal, on):
    return _close(deal, "lost", on)


def _close(deal, status, on):
    """As the verbs leave it, without their guards."""
    credit = {"credited_to": deal.owner, "credited_department": deal.owner.department}
    Opportunity.objects.filter(pk=deal.pk).update(status=status, closed_on=on, **credit)
    return Opportunity.objects.get(pk=deal.pk)


def sign(owner, amount, on, opportunity=None, account=None):
    """A contract that became formal on a day; an imported one, which the database lets in."""
    return Contract.objects.create(
        number=f"C-{next(_numbers)}",
        name="A contract",
        account=account or make_account(owner),
        opportunity=opportunity,
        owner=owner,
        amount=Decimal(amount),
        state=Contract.State.FORMAL,
        signed_on=on,
        formal_at=timezone.now(),
        credited_to=owner,
        credited_department=owner.department,
        imported_by=owner,
    )


def owe(contract, *parts):
    """Its instalments: (amount, due date)."""
    return Instalment.objects.bulk_create(
        Instalment(contract=contract, number=number, amount=amount, due_on=due, trigger="date")
        for number, (amount, due) in enumerate(parts, start=1)
    )
