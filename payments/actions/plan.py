"""The plan of receivables: made with the contract, its dates as their events happen (spec 07)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from activities.actions import record_event
from contracts.models import Contract, PaymentTerm
from crm.money import amount_str
from payments.models import Instalment
from payments.plan import Part, PlanRefused, due_date, plan
from people.calendars import calendar
from people.models import Member
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed


@transaction.atomic
def make_plan(contract: Contract, by: Member | None) -> list[Instalment]:
    """The instalments of a contract that becomes formal; made once, later calls answer them.

    MoveNotAllowed for terms that make no whole plan.
    """
    contract = Contract.objects.locked(contract.pk)
    made = list(contract.instalments.all())
    if made or not contract.amount:
        return made
    made = Instalment.objects.bulk_create(_planned(contract))
    total = {"money": amount_str(contract.amount, current_tenant().currency)}
    record_event("plan.made", contract, by=by, count=len(made), amount=total)
    return made


def part_of(term: PaymentTerm) -> Part:
    """A row of payment terms as payments/plan.py reads it."""
    return Part(
        share=term.share,
        value=term.value,
        trigger=term.trigger,
        days=term.days,
        working_days=term.working_days,
        on=term.on,
        milestone=term.milestone or None,
    )


def _planned(contract: Contract) -> list[Instalment]:
    terms = list(contract.terms.all())
    try:
        parts = [part_of(term) for term in terms]
        rows = plan(
            contract.amount,
            parts,
            {"signing": contract.signed_on},
            calendar=calendar(),
            currency=current_tenant().currency,
        )
    except PlanRefused as refused:
        raise MoveNotAllowed(str(refused)) from refused
    return [
        Instalment(
            contract=contract,
            number=row.no,
            amount=row.amount,
            due_on=row.due_on,
            trigger=row.trigger,
            milestone=row.milestone or "",
            days=row.part.days,
            working_days=row.part.working_days,
        )
        for row in rows
    ]


@transaction.atomic
def start_clock(*, by: Member | None, instalment: Instalment, on: date) -> Instalment:
    """The event that an instalment waits for happened `on`: its due date is computed, once."""
    instalment = Instalment.objects.locked(instalment.pk)
    if instalment.due_on is not None:
        raise MoveNotAllowed(_("This instalment has its due date already."))
    part = Part("balance", None, "signing", instalment.days, instalment.working_days)
    instalment.due_on = due_date(part, {"signing": on}, calendar())
    instalment.save(update_fields=["due_on"])
    data = {"on": {"day": on.isoformat()}, "due": {"day": instalment.due_on.isoformat()}}
    record_event("instalment.started", instalment, by=by, **data)
    return instalment


@transaction.atomic
def record_instalments(*, by: Member, instalments: list[Instalment]) -> list[Instalment]:
    """Plans of contracts of the past, as an import has them: unsaved rows, whole plans only.

    The database refuses (IntegrityError) a plan that does not sum to its contract.
    """
    return Instalment.objects.bulk_create(instalments)
