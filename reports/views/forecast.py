"""Expected signings of twelve months, per member, with what does not count and why (spec 08)."""

from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.pages import Page
from opportunities.models import Opportunity
from reports.charts import grid, share
from reports.days import parse
from reports.deals import excluded_deals
from reports.expected import REASONS, deal_sums, excluded, expected, expected_by
from reports.forecast import Forecast, summed
from reports.forms import ScopeForm
from reports.links import DEALS, opens, rows_url
from reports.scope import Scope
from reports.staff import Staff
from reports.stored import stored_months

EXCLUDED_SHOWN = 20


class ForecastPage(Page):
    permission = "reports.view"
    template_name = "reports/forecast.html"
    title = _("Forecast")

    def get(self, request):
        staff = Staff()
        form = ScopeForm(request.GET, member=self.member, staff=staff)
        if not form.is_valid():
            return self.show(422, filter={"form": form})
        today, tenant, scope = timezone.localdate(), request.tenant, form.scope()
        sums = deal_sums(scope, today)
        whole = expected(sums, today, tenant)
        stored, at = stored_months(scope, tenant.currency)
        left_out = excluded(scope, today, tenant)
        return self.show(
            filter={"form": form},
            chart=_chart(whole, scope.department),
            whole=whole,
            periods=_periods(whole, tenant.fiscal_month, scope.department),
            members=_members(sums, today, tenant, staff, scope.department),
            stored=sum((month.expected for month in stored), Decimal("0.00")),
            stored_at=at,
            reasons=_reasons(scope, today, tenant),
            excluded=self.named(left_out[:EXCLUDED_SHOWN]),
        )

    def named(self, left_out: list[tuple[int, str]]) -> list[dict]:
        """The first of the deals that do not count, with why."""
        wanted = Opportunity.objects.select_related("account", "owner", "stage")
        deals = wanted.in_bulk([pk for pk, _reason in left_out])
        return [
            {
                "deal": deals[pk],
                "reason": REASONS[reason],
                "url": opens(self.member, deals[pk].owner_id) and deals[pk].get_absolute_url(),
            }
            for pk, reason in left_out
        ]


def _link(months: list, department, member=None) -> str:
    """To the deals of months that follow each other."""
    first, *more = months
    return rows_url(
        DEALS,
        figure="expected",
        month=first.month,
        months=len(months) if more else None,
        member=member,
        department=department,
    )


def _periods(whole: Forecast, fiscal_month: int, department) -> list[dict]:
    """All twelve months, their quarters and their years: {"name", "total", "url"}."""
    named = {"": whole.months} | whole.periods(3, fiscal_month) | whole.periods(12, fiscal_month)
    return [
        {"name": name, "total": summed(months), "url": _link(months, department)}
        for name, months in named.items()
    ]


def _reasons(scope: Scope, today: date, tenant) -> list[dict]:
    """Why deals do not count, how many each, and the way to them."""
    rows = excluded_deals(scope, today, tenant.forecast_threshold).order_by("reason")
    counts = rows.values_list("reason").annotate(count=Count("pk"))
    narrowed = {"figure": "excluded", "department": scope.department}
    return [
        {"name": REASONS[name], "count": count, "url": rows_url(DEALS, reason=name, **narrowed)}
        for name, count in counts
    ]


def _chart(whole, department) -> dict:
    scale = grid(max(month.expected for month in whole.months))
    width = share(1, len(whole.months))
    rows = [
        {
            "month": parse(month.month),
            "row": month,
            "amount": month.expected,
            "x": width * place,
            "width": width,
            "parts": scale.stack([("f-brand", month.expected)]),
            "top": scale.y(month.expected),
            "url": _link([month], department),
        }
        for place, month in enumerate(whole.months)
    ]
    return {"grid": scale, "rows": rows}


def _members(sums, today: date, tenant, staff: Staff, department) -> list[dict]:
    """Who has anything expected, the most first: {"name", "total", "cells"}."""
    groups = expected_by(sums, today, tenant, lambda owner: owner)
    rows = [
        {
            "name": staff.name(member),
            "total": found.total,
            "url": _link(found.months, department, member),
            "cells": [
                {"amount": month.expected, "url": _link([month], department, member)}
                for month in found.months
            ],
        }
        for member, found in groups.items()
        if found.total
    ]
    return sorted(rows, key=lambda row: (-row["total"], row["name"]))
