"""Reports over the API: the same figures as the pages (spec 10 has the shapes)."""

from datetime import date
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from crm.api_frame import operation
from crm.money import amount_str, share_str
from reports.days import Range
from reports.deals import default_period
from reports.expected import EXCLUDED_SHOWN, deal_sums, excluded, expected, expected_by
from reports.outcomes import win_rate_lines
from reports.receivables import ageing_of
from reports.scope import channels_of, credited_in
from reports.staff import Staff
from reports.standing import processes, standing_funnel

router = Router(tags=["reports"])


class Period(Schema):
    """Days of `closed_on`, both included."""

    model_config = ConfigDict(populate_by_name=True)

    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")

    def range(self) -> Range:
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"to": _("The end lies before the start.")})
        return Range.of_days(self.start, self.end)


def _threshold(value) -> str:
    return f"{value.normalize():f}"


def _months(found, currency: str) -> list[dict]:
    return [
        {
            "month": month.month,
            "expected": amount_str(month.expected, currency),
            "count": month.count,
            "past": month.past,
        }
        for month in found.months
    ]


@operation(router.get, "/forecast", permission="reports.view")
def forecast(
    request,
    as_of: date | None = None,
    by: Literal["member", "department"] | None = None,
    model: Literal["stage_weighted"] = "stage_weighted",
    department: int | None = None,
    member: int | None = None,
):
    """Expected signings of this and the next 11 months; `by` adds the same per key."""
    tenant, as_of = request.tenant, as_of or timezone.localdate()
    scope = credited_in(request.member, department=department, only=member)
    sums = deal_sums(scope, as_of, tenant.forecast_threshold)
    whole = expected(sums, as_of, tenant)
    left_out = excluded(scope, as_of, tenant).values_list("pk", "reason")[:EXCLUDED_SHOWN]
    answer = {
        "as_of": as_of.isoformat(),
        "model": model,
        "threshold": _threshold(tenant.forecast_threshold),
        "currency": tenant.currency,
        "months": _months(whole, tenant.currency),
        "total": amount_str(whole.total, tenant.currency),
        "excluded": [{"opportunity": pk, "reason": reason} for pk, reason in left_out],
    }
    return answer | ({"rows": _forecast_rows(sums, as_of, by, tenant)} if by else {})


def _forecast_rows(sums, as_of: date, by: str, tenant) -> list[dict]:
    staff = Staff()
    if by == "member":
        groups = expected_by(sums, as_of, tenant, lambda owner: owner)
        names = {key: staff.name(key) for key in groups}
    else:
        groups = expected_by(sums, as_of, tenant, lambda owner: staff.people[owner].department)
        names = {key: staff.places[key].name for key in groups}
    return [
        {
            "key": names[key],
            "id": key,
            "months": _months(groups[key], tenant.currency),
            "total": amount_str(groups[key].total, tenant.currency),
        }
        for key in sorted(groups, key=lambda key: (-groups[key].total, names[key]))
    ]


@operation(router.get, "/funnel", permission="reports.view")
def funnel(
    request,
    period: Query[Period],
    view: Literal["standing"] = "standing",
    process: int | None = None,
    department: int | None = None,
):
    """Open deals by stage with those won in the period (default: the current month)."""
    known = processes()
    chosen = known[:1] if process is None else [row for row in known if row.pk == process]
    if not chosen:
        raise ValidationError({"process": _("There is no such process.")})
    scope = credited_in(request.member, department=department)
    found = standing_funnel(scope, chosen[0], default_period(period.range()), request.tenant)
    staff, currency = Staff(), request.tenant.currency
    return {
        "view": view,
        "process": chosen[0].pk,
        "stages": _cells(found.cells, found.names, currency),
        "members": [
            {
                "member": staff.name(row.member),
                "id": row.member,
                "deals": row.deals,
                "stages": _cells(row.cells, found.names, currency),
            }
            for row in found.rows
        ],
    }


def _cells(cells, names: dict, currency: str) -> list[dict]:
    return [
        {
            "stage": names[cell.stage],
            "count": cell.count,
            "amount": amount_str(cell.amount, currency),
            "share": share_str(cell.share),
            "baseline": share_str(cell.baseline),
            "deviation": share_str(cell.deviation / 100),
            "marked": cell.marked,
            "significant": cell.significant,
        }
        for cell in cells
    ]


@operation(router.get, "/win-rate", permission="reports.view")
def win_rate(
    request,
    period: Query[Period],
    by: Literal[
        "member", "manager", "department", "product", "industry", "region", "source"
    ] = "member",
    department: int | None = None,
):
    """Won ÷ (won + lost) of the deals closed in the period, and the days from creation to won."""
    source = by == "source" and department is None
    scope = (
        channels_of(request.member)
        if source
        else credited_in(request.member, department=department)
    )
    lines, total = win_rate_lines(scope, by, period.range(), Staff())
    currency = request.tenant.currency
    return {
        "by": by,
        "rows": [
            line.rate.as_row(currency) | {"key": line.name or None, "id": line.ident}
            for line in lines
        ],
        "total": total.as_row(currency),
    }


@operation(router.get, "/ageing", permission="reports.ageing")
def ageing(request, as_of: date | None = None, department: int | None = None):
    """Open receivables by days overdue at the end of a day."""
    as_of = as_of or timezone.localdate()
    scope = credited_in(request.member, department=department)
    found, currency = ageing_of(request.member, scope, as_of), request.tenant.currency
    return {
        "as_of": as_of.isoformat(),
        "currency": currency,
        "buckets": [
            bucket | {"amount": amount_str(bucket["amount"], currency)}
            for bucket in found["buckets"]
        ],
        "overdue": found["overdue"] | {"amount": amount_str(found["overdue"]["amount"], currency)},
    }
