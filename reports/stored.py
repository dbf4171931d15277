"""The forecast as the job stored it: the same figures without touching a deal."""

from datetime import datetime

from django.db.models import Max, Sum

from reports.days import label
from reports.forecast import Month, rounded_month
from reports.models import ForecastRow
from reports.scope import Scope


def stored_months(scope: Scope, currency: str) -> tuple[list[Month], datetime | None]:
    """(months that have deals, when they were computed)."""
    rows = ForecastRow.objects.filter(scope.held(), model=ForecastRow.Model.STAGE_WEIGHTED)
    sums = (
        rows.order_by("month")
        .values_list("month")
        .annotate(total=Sum("amount"), deals=Sum("count"), late=Sum("past"), at=Max("computed_at"))
    )
    sums = list(sums)
    months = [rounded_month(label(row[0]), *row[1:4], currency) for row in sums]
    return months, max((row[4] for row in sums), default=None)
