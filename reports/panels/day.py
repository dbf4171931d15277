"""The home page 今日: what is due, waits for me, stands still, and where I was (spec 09, UX 3)."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, Sum, Window

from activities.kinds import all_kinds
from activities.models import Task
from approvals.models import Step
from opportunities.models import Opportunity
from opportunities.staleness import clock
from payments.models import Receipt
from people.models import Member
from reports.days import label, whole
from reports.deals import expected_deals, weighted
from reports.links import CONTRACTS, DEALS, rows_url
from reports.receivables import OVERDUE, of_bucket, open_instalments
from reports.scope import Scope, credited_in
from reports.signings import signed_contracts
from tenants.models import Tenant

SHOWN = 8


def tasks(member: Member, today: date) -> list[dict]:
    """His open tasks that are due or have no day, the longest overdue first."""
    kinds = {kind.name: kind for kind in all_kinds()}
    rows = Task.objects.open().filter(Q(due_on__lte=today) | Q(due_on=None), owner=member)
    rows = rows.filter(kind__in=kinds).order_by(F("due_on").asc(nulls_last=True), "pk")
    return [
        {"task": task, "kind": kinds[task.kind], "late": bool(task.due_on and task.due_on < today)}
        for task in rows[: 3 * SHOWN]
    ]


def waiting(member: Member) -> dict:
    """Approval steps that he may decide now, the longest waiting first."""
    rows = Step.objects.todo(member).select_related("round")
    return _first(rows.annotate(found=Window(Count("pk"))))


def attention(member: Member) -> dict:
    """His own open deals that stand still or have no next step, the largest first."""
    at = clock()
    mine = Opportunity.objects.open().filter(owner=member)
    lacking = Q(next_step="") | Q(next_step_on=None)
    rows = mine.filter(at.stale() | lacking).select_related("stage", "account")
    found = _first(rows.annotate(found=Window(Count("pk"))).order_by("-amount", "pk"))
    found["rows"] = [
        {
            "deal": deal,
            "reasons": at.reasons(deal),
            "no_step": not deal.next_step or deal.next_step_on is None,
        }
        for deal in found["rows"]
    ]
    return found


def own_month(member: Member, today: date, tenant: Tenant) -> dict:
    """What he signed this month and may still expect of it."""
    scope = credited_in(member, only=member.pk)
    month = whole(today)
    expected = expected_deals(scope, month, today, tenant.forecast_threshold)
    narrowed = {"month": label(month.start), "member": member.pk}
    return {
        "month": month.start,
        "signed": _total(signed_contracts(scope, month), F("amount")),
        "expected": _total(expected, weighted() / 100),
        "signed_url": rows_url(CONTRACTS, **narrowed),
        "expected_url": rows_url(DEALS, figure="expected", **narrowed),
    }


def _total(rows, amount) -> Decimal:
    return rows.order_by().aggregate(total=Sum(amount))["total"] or Decimal("0.00")


def receipts(member: Member) -> dict:
    """Reported receipts that finance has to confirm."""
    rows = Receipt.objects.visible_to(member).filter(state=Receipt.State.REPORTED)
    rows = rows.select_related("account").annotate(found=Window(Count("pk")))
    return _first(rows.order_by("received_on", "pk"))


def overdue(member: Member, today: date) -> dict:
    rows = of_bucket(open_instalments(member, Scope(None), today), OVERDUE, today)
    rows = rows.select_related("contract__account").annotate(found=Window(Count("pk")))
    return _first(rows.order_by("due_on", "pk"))


def _first(rows) -> dict:
    """The rows to show, with how many there are: one statement."""
    shown = list(rows[:SHOWN])
    return {"rows": shown, "count": shown[0].found if shown else 0}
