"""Expected signings 预计签约 from rows (spec 08): the database sums, `forecast` decides.

Deals of one owner, win rate, month and side of today stand together, so that a pipeline of any
size comes as some hundred sums. Nothing is rounded before the month is.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, ExpressionWrapper, F, Func, QuerySet, Sum, Value
from django.db.models.functions import Greatest, TruncMonth
from django.utils.translation import gettext_lazy as _

from crm.money import quantize
from reports.days import month_of, shift
from reports.deals import (
    RAW,
    excluded_deals,
    left_out,
    open_deals,
    reached,
    weighted,
)
from reports.forecast import MONTHS, Deal, Forecast, forecast
from reports.scope import Scope
from tenants.models import Tenant

EXCLUDED_SHOWN = 1000
DAY = timedelta(days=1)
WHOLE = Decimal(100)
REASONS = {
    "won": _("won"),
    "lost": _("lost"),
    "invalid": _("invalid"),
    "below_threshold": _("win rate below the threshold"),
    "no_date": _("no expected close date"),
    "beyond_horizon": _("later than in twelve months"),
}


def deal_sums(scope: Scope, as_of: date, threshold: Decimal | None = None) -> list[Deal]:
    """Open deals due in twelve months as sums; `key` is the owner's id.

    From `threshold` on, where it is given, amounts come weighted, at a rate of 100 %: what stages
    there are does not matter then, which halves the sums of a large company.
    """
    first = month_of(as_of)
    # Place 0 of a deal is a day gone by, 1 what is left of this month, 2 the next one.
    starts = [as_of, *(shift(first, month) for month in range(1, MONTHS))]
    days = [as_of - DAY, *starts]
    rows = open_deals(scope).filter(expected_close_date__lt=shift(first, MONTHS)).order_by()
    place = Func("expected_close_date", Value(starts), function="width_bucket", output_field=RAW)
    rate, total = F("stage__win_rate"), Sum("amount", output_field=RAW)
    grouped = ("owner_id", place, rate)
    if threshold is not None:
        rows, grouped = rows.filter(reached(threshold)), ("owner_id", place)
        total = Sum(weighted()) * Decimal("0.01")
    rows = rows.values_list(*grouped).annotate(
        total=ExpressionWrapper(total, RAW), n=Count("*", output_field=RAW)
    )
    return [
        Deal(None, total, rates[0] if rates else WHOLE, days[place], "open", owner, deals)
        for owner, place, *rates, total, deals in rows
    ]


def expected(sums: list[Deal], as_of: date, tenant: Tenant) -> Forecast:
    return forecast(sums, as_of, tenant.forecast_threshold, tenant.currency)


def expected_by(sums: list[Deal], as_of: date, tenant: Tenant, key_of) -> dict:
    """{key: Forecast}, where `key_of(owner id)` names the group."""
    groups: dict = {}
    for deal in sums:
        groups.setdefault(key_of(deal.key), []).append(deal)
    return {key: expected(deals, as_of, tenant) for key, deals in groups.items()}


def excluded(scope: Scope, as_of: date, tenant: Tenant) -> QuerySet:
    """What does not count, with its `reason`, newest first."""
    return excluded_deals(scope, as_of, tenant.forecast_threshold).order_by("-pk")


def excluded_counts(scope: Scope, as_of: date, tenant: Tenant) -> list[tuple[str, int]]:
    """(reason, deals) of what does not count."""
    counts = left_out(scope, as_of, tenant.forecast_threshold)
    return sorted((reason, count) for reason, count in counts if count)


def rounded_sum(rows: QuerySet, as_of: date, currency: str) -> Decimal:
    """What deals weigh, rounded month by month as the forecast of `as_of` rounds them."""
    month = Greatest(TruncMonth("expected_close_date"), Value(month_of(as_of)))
    sums = rows.order_by().values_list(month).annotate(total=Sum(weighted()))
    return sum((quantize(total / 100, currency) for _month, total in sums), Decimal("0.00"))
