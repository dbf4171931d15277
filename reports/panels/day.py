"""The home page 今日: what is due, waits for me, stands still, and where I was (spec 09, UX 3)."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F, Q, Sum
from django.urls import reverse

from activities.kinds import all_kinds
from activities.models import Task
from approvals.models import Step
from contracts.models import Contract
from crm.counts import counted
from opportunities.models import Opportunity
from opportunities.staleness import Clock
from payments.models import Receipt
from people.models import Member
from people.roles import Role
from reports.receivables import OVERDUE, of_bucket, open_instalments
from reports.scope import Scope, credited_in

SHOWN = 8


def tasks(member: Member, today: date) -> dict:
    """His open tasks that are due or have no day, the longest overdue first."""
    kinds = {kind.name: kind for kind in all_kinds()}
    rows = Task.objects.due().filter(owner=member).named()
    rows = counted(rows)
    found = _first(rows.order_by(F("due_on").asc(nulls_last=True), "pk"))
    found["rows"] = [
        {"task": task, "kind": kinds[task.kind], "late": bool(task.due_on and task.due_on < today)}
        for task in found["rows"]
    ]
    return found


def waiting(member: Member) -> dict:
    """Approval steps that he may decide now, the longest waiting first."""
    rows = Step.objects.todo(member).select_related("round")
    return _first(counted(rows))


def attention(member: Member, at: Clock) -> dict:
    """His own open deals that stand still or have no next step, the largest first."""
    lacking = Q(next_step="") | Q(next_step_on=None)
    return _deals(Opportunity.objects.open().filter(at.stale() | lacking, owner=member), at)


def team_stale(member: Member, at: Clock) -> dict:
    """The stale deals of a manager's team, the largest first."""
    return _deals(Opportunity.objects.filter(credited_in(member).owned()).stale(at), at)


def _deals(rows, at: Clock) -> dict:
    rows = rows.select_related("stage", "account", "owner")
    found = _first(counted(rows).order_by("-amount", "pk"))
    found["rows"] = [
        {
            "deal": deal,
            "reasons": at.reasons(deal),
            "no_step": not deal.next_step or deal.next_step_on is None,
        }
        for deal in found["rows"]
    ]
    return found


def stages(member: Member, at: Clock) -> list[dict]:
    """In which stages the team's deals stand still: {"stage__name", "count", "url", …}.

    The most first; the count is that of the list behind the link.
    """
    rows = Opportunity.objects.visible_to(member).stale(at).order_by()
    rows = rows.values("stage", "stage__name", "stage__process__name")
    rows = rows.annotate(count=Count("pk"), total=Sum("amount")).order_by("-count", "stage")
    return [row | {"url": f"{reverse('opportunities')}?{_of_stage(row)}"} for row in rows[:SHOWN]]


def _of_stage(row: dict) -> str:
    return urlencode({"view": "list", "stale": "on", "stage": row["stage"]})


def in_review(member: Member) -> dict:
    """Contracts on their way through approval, with the roles that hold each of them."""
    rows = Contract.objects.visible_to(member).filter(state=Contract.State.IN_REVIEW)
    rows = rows.with_waiting().select_related("account", "owner")
    found = _first(counted(rows).order_by("pk"))
    labels = dict(Role.choices)
    for contract in found["rows"]:
        contract.waits_for = [labels[role] for role in dict.fromkeys(contract.waiting_roles)]
    return found


def receipts(member: Member) -> dict:
    """Reported receipts that finance has to confirm."""
    rows = Receipt.objects.visible_to(member).filter(state=Receipt.State.REPORTED)
    rows = counted(rows.select_related("account"))
    return _first(rows.order_by("received_on", "pk"))


def overdue(member: Member, today: date) -> dict:
    rows = of_bucket(open_instalments(member, Scope(None), today), OVERDUE, today)
    rows = counted(rows.select_related("contract__account"))
    return _first(rows.order_by("due_on", "pk"))


def _first(rows) -> dict:
    """The rows to show, with how many there are: one statement."""
    shown = list(rows[:SHOWN])
    return {"rows": shown, "count": shown[0].found if shown else 0}
