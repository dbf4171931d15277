"""Reminders of what is due 逾期提醒 (spec 07): each step once, the latest only.

Instalments are locked first and their handled steps read afterwards, so that of two runs at once
the second leaves alone what the first one holds, and finds it handled later.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from activities.actions import notify, record_event
from crm.money import amount_str
from payments.ageing import DUE_SOON_DAYS, days_overdue
from payments.allocation import covered
from payments.models import Instalment, Receipt, Reminder
from payments.reminders import audience, due_step
from people.calendars import calendar
from people.models import Member
from people.superiors import first_superiors
from people.workdays import is_workday
from tenants.scope import current_tenant

# A step that fell on a day off goes out an hour later, on the next working day.
HOUR, HOUR_AFTER_REST = 8, 9


@transaction.atomic
def remind_overdue(*, now: datetime | None = None) -> int:
    """Send every step that has come by `now` and was not handled; returns how many were sent."""
    local = timezone.localtime(now)
    days = calendar()
    if local.hour < HOUR or not is_workday(local.date(), days):
        return 0
    rows = _candidates(local.date())
    handled = _handled(rows)
    told = _Told()
    return sum(_remind(row, handled.get(row.pk, ()), local, days, told) for row in rows)


def _candidates(today: date) -> list[Instalment]:
    """Locked instalments that are due or nearly so and not silenced, with their balances."""
    near = Instalment.objects.filter(
        due_on__lte=today + timedelta(days=DUE_SOON_DAYS), contract__state="formal"
    )
    lock = near.select_for_update(no_key=True, skip_locked=True, of=("self",)).order_by("pk")
    ids = list(lock.values_list("pk", flat=True))
    rows = Instalment.objects.filter(pk__in=ids).receivable()
    rows = list(rows.select_related("contract__owner__department").order_by("pk"))
    silent = _covered({row.contract_id for row in rows})
    return [row for row in rows if row.pk not in silent]


def _covered(contract_ids: set[int]) -> set[int]:
    """Instalments whose balance a reported receipt would pay: finance has the next move."""
    reported = Receipt.objects.filter(contract__in=contract_ids, state="reported").order_by()
    sums = dict(reported.values_list("contract").annotate(Sum("amount")))
    plans: dict[int, list] = {}
    rows = Instalment.objects.filter(contract__in=sums).receivable().order_by()
    for contract_id, *row in rows.values_list("contract", "pk", "balance", "due_on", "number"):
        plans.setdefault(contract_id, []).append(row)
    return {pk for contract_id, plan in plans.items() for pk in covered(sums[contract_id], plan)}


def _handled(rows: list[Instalment]) -> dict[int, list[int]]:
    """The handled steps of each instalment, of its present due date."""
    due = {row.pk: row.due_on for row in rows}
    found: dict[int, list[int]] = {}
    done = Reminder.objects.filter(instalment__in=due).values_list("instalment", "due_on", "step")
    for pk, due_on, step in done:
        if due[pk] == due_on:
            found.setdefault(pk, []).append(step)
    return found


def _remind(row: Instalment, handled, local: datetime, days: dict, told: "_Told") -> bool:
    step, skipped = due_step(row.due_on, local.date(), handled)
    if step is None:
        return False
    rested = not is_workday(row.due_on + timedelta(days=step), days)
    if local.hour < (HOUR_AFTER_REST if rested else HOUR):
        return False
    outcomes = [(old, Reminder.Outcome.SKIPPED) for old in skipped]
    Reminder.objects.bulk_create(
        Reminder(instalment=row, due_on=row.due_on, step=number, outcome=outcome)
        for number, outcome in [*outcomes, (step, Reminder.Outcome.SENT)]
    )
    record_event("instalment.reminded", row, by=None, step=f"{step:+d}")
    told.tell(row, step, local.date())
    return True


class _Told:
    """Who hears of a step; managers are looked up once an owner, finance once a run."""

    def __init__(self) -> None:
        self.managers: dict[int, list[Member]] = {}
        self.finance: list[Member] | None = None

    def tell(self, row: Instalment, step: int, today: date) -> None:
        late = days_overdue(row.due_on, today)
        verb = "overdue" if late > 0 else "due_soon" if late < 0 else "due_today"
        balance = amount_str(row.balance, current_tenant().currency)
        facts = {
            "balance": {"money": balance},
            "due": {"day": row.due_on.isoformat()},
        }
        key = f"reminder-{row.pk}-{row.due_on:%Y%m%d}-{step}"
        members = self.members(row, step)
        notify(members, f"instalment.{verb}", row, by=None, key=key, days=late, **facts)

    def members(self, row: Instalment, step: int) -> set[Member]:
        wanted, owner = audience(step), row.contract.owner
        told = {owner} if owner.active else set()
        if "manager" in wanted:
            if owner.pk not in self.managers:
                self.managers[owner.pk] = first_superiors(owner)
            told.update(self.managers[owner.pk])
        if "finance" in wanted:
            if self.finance is None:
                self.finance = list(Member.objects.may("payments.confirm"))
            told.update(self.finance)
        return told
