"""Where leads come from, for marketing: how many, and how many became customers (spec 00)."""

from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from leads.models import Lead
from people.models import Member
from reports.charts import share

SHOWN = 8


def channels(member: Member) -> list[dict]:
    """The sources with the most leads: {"source", "count", "url", "won", "won_url", "share"}."""
    rows = Lead.objects.visible_to(member).exclude(source="").order_by().values("source")
    rows = rows.annotate(count=Count("pk"), won=Count("pk", filter=Q(state="converted")))
    return [
        {
            **row,
            "url": _leads(source=row["source"]),
            "won_url": _leads(source=row["source"], state="converted"),
            "share": share(row["won"], row["count"]),
        }
        for row in rows.order_by("-count", "source")[:SHOWN]
    ]


def _leads(**narrowed) -> str:
    return f"{reverse('leads')}?{urlencode(narrowed)}"
