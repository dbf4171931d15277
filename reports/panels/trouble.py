"""What stands still: approvals and with whom, stale deals, overdue money."""

from datetime import datetime

from django.db.models import F
from django.utils import timezone

from approvals.models import Step
from crm.counts import counted
from opportunities.models import Opportunity
from opportunities.staleness import clock
from reports.charts import bar
from reports.links import DEALS, INSTALMENTS, opens
from reports.panels.frame import Frame
from reports.receivables import OVERDUE, ageing_of, of_bucket, open_instalments

SHOWN = 5


def stuck(frame: Frame) -> list[dict]:
    """Pending approval steps of the scope's members, the longest waiting first."""
    steps = Step.objects.visible_to(frame.viewer).filter(frame.scope.owned()).stuck()
    now = timezone.now()
    return [
        {
            "step": step,
            "people": [assignee.member for assignee in step.assignees.all()],
            "hours": _hours(step.opened_at, now),
            "tone": "red" if step.due_at and step.due_at < now else "amber",
        }
        for step in steps[:SHOWN]
    ]


def _hours(since: datetime | None, now: datetime) -> int:
    return int((now - since).total_seconds() // 3600) if since else 0


def stale(frame: Frame) -> dict:
    """Stale deals, the largest first, with how many there are in all."""
    at = clock()
    rows = Opportunity.objects.filter(frame.scope.owned()).stale(at)
    rows = rows.select_related("stage", "account", "owner")
    rows = counted(rows).order_by("-amount", "pk")
    deals = list(rows[:SHOWN])
    url = frame.rows(DEALS, figure="stale")
    return {
        "count": deals[0].found if deals else 0,
        "url": url,
        "deals": [
            {
                "deal": deal,
                "reasons": at.reasons(deal),
                "days": max(reason.days for reason in at.reasons(deal)),
                "url": deal.get_absolute_url() if opens(frame.viewer, deal.owner_id) else url,
            }
            for deal in deals
        ],
    }


def owed(frame: Frame) -> dict:
    """Open receivables by age, and those that are late the longest."""
    found = ageing_of(frame.viewer, frame.scope, frame.today)
    whole = sum(bucket["amount"] for bucket in found["buckets"])
    late = of_bucket(open_instalments(frame.viewer, frame.scope, frame.today), OVERDUE, frame.today)
    late = late.select_related("contract__account", "contract__owner").order_by(F("due_on"), "pk")
    return {
        "overdue": found["overdue"],
        "overdue_url": frame.rows(INSTALMENTS, bucket=OVERDUE),
        "all_url": frame.rows(INSTALMENTS),
        "empty": not whole,
        "parts": bar(
            whole,
            [(f"age{n}", bucket["amount"]) for n, bucket in enumerate(found["buckets"])],
        ),
        "buckets": [
            bucket
            | {
                "share": bucket["amount"] * 100 / whole if whole else 0,
                "url": frame.rows(INSTALMENTS, bucket=bucket["bucket"]),
            }
            for bucket in found["buckets"]
        ],
        "late": [{"row": row, "days": (frame.today - row.due_on).days} for row in late[:SHOWN]],
    }
