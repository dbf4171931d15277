"""Expected signings 预计签约 from rows (spec 08): the database sums, `forecast` decides.

Deals of one owner, win rate, month and side of today stand together, so that a pipeline of any
size comes as some hundred sums. Nothing is rounded before the month is.
"""

from datetime import date

from django.db.models import Count, Min, Q, Sum
from django.db.models.functions import TruncMonth

from reports.deals import excluded_deals, open_deals
from reports.forecast import Deal, Forecast, forecast
from reports.scope import Scope
from tenants.models import Tenant

EXCLUDED_SHOWN = 1000


def deal_sums(scope: Scope, as_of: date) -> list[Deal]:
    """Open deals as sums; `key` is the owner's id."""
    rows = (
        open_deals(scope)
        .order_by()
        .values_list(
            "owner_id",
            "stage__win_rate",
            TruncMonth("expected_close_date"),
            Q(expected_close_date__lt=as_of),
        )
        .annotate(first=Min("expected_close_date"), total=Sum("amount"), deals=Count("pk"))
    )
    return [
        Deal(None, total, rate, first, "open", owner, deals)
        for owner, rate, _month, _late, first, total, deals in rows
    ]


def expected(sums: list[Deal], as_of: date, tenant: Tenant) -> Forecast:
    return forecast(sums, as_of, tenant.forecast_threshold, tenant.currency)


def expected_by(sums: list[Deal], as_of: date, tenant: Tenant, key_of) -> dict:
    """{key: Forecast}, where `key_of(owner id)` names the group."""
    groups: dict = {}
    for deal in sums:
        groups.setdefault(key_of(deal.key), []).append(deal)
    return {key: expected(deals, as_of, tenant) for key, deals in groups.items()}


def excluded(scope: Scope, as_of: date, tenant: Tenant) -> list[tuple[int, str]]:
    """(id, reason) of what does not count, newest first, at most EXCLUDED_SHOWN."""
    rows = (
        excluded_deals(scope, as_of, tenant.forecast_threshold)
        .order_by("-pk")
        .values_list("pk", "amount", "stage__win_rate", "expected_close_date", "status")
    )
    deals = [Deal(*row) for row in rows[:EXCLUDED_SHOWN]]
    return expected(deals, as_of, tenant).excluded
