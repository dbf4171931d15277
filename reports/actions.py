"""Storing what jobs compute. The reports' only writers."""

from django.db import transaction
from django.utils import timezone

from people.models import Member
from reports.days import parse
from reports.expected import deal_sums, expected_by
from reports.models import ForecastRow
from reports.scope import Scope
from tenants.scope import current_tenant

KEY = ["tenant", "member", "month", "model"]


@transaction.atomic
def store_forecast(*, by: Member | None = None) -> int:
    """Replace the tenant's stored forecast by today's; answers the number of rows.

    The job has no `by`. Rows are written in one order and by their unique key, so that two runs
    at once end as one.
    """
    now, today, tenant = timezone.now(), timezone.localdate(), current_tenant()
    groups = expected_by(
        deal_sums(Scope(None), today, tenant.forecast_threshold), today, tenant, lambda owner: owner
    )
    rows = [
        ForecastRow(
            member_id=member,
            month=parse(month.month),
            model=ForecastRow.Model.STAGE_WEIGHTED,
            amount=month.weighted,
            count=month.count,
            past=month.past,
            computed_at=now,
        )
        for member in sorted(groups)
        for month in groups[member].months
        if month.count
    ]
    fresh = ["amount", "count", "past", "computed_at"]
    ForecastRow.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=KEY, update_fields=fresh
    )
    ForecastRow.objects.filter(computed_at__lt=now).delete()
    return len(rows)
