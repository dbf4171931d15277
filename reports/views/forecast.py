"""Expected signings of twelve months, per member, with what does not count and why (spec 08)."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.links import record_url
from crm.pages import Page
from crm.templatetags.fairway import NOTHING, money_writers
from reports.charts import grid, share
from reports.days import parse
from reports.expected import REASONS, deal_sums, excluded, excluded_counts, expected, expected_by
from reports.forecast import Forecast, summed
from reports.forms import ScopeForm, rows_shown
from reports.links import DEALS, opens, rows_link, rows_url
from reports.panels.stages import Shown
from reports.scope import Scope
from reports.staff import Staff
from reports.stored import stored_months
from reports.templatetags.heat import HeatCell

EXCLUDED_SHOWN = 10
SHOWN = ("pk", "name", "account__name", "owner_id", "owner__name", "stage__name")
SHOWN += ("amount", "expected_close_date", "reason")
Link = Callable[..., str]


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
        sums = deal_sums(scope, today, tenant.forecast_threshold)
        whole = expected(sums, today, tenant)
        link = _linker(scope.department)
        stored, at = stored_months(scope, tenant.currency)
        return self.show(
            filter={"form": form},
            chart=_chart(whole, link),
            whole=whole,
            periods=_periods(whole, tenant.fiscal_month, link),
            members=_members(sums, today, tenant, staff, link, partial(rows_shown, request)),
            stored=sum((month.expected for month in stored), Decimal("0.00")),
            stored_at=at,
            reasons=(reasons := _reasons(scope, today, tenant)),
            left_out=sum(reason["count"] for reason in reasons),
            excluded=self.named(excluded(scope, today, tenant)),
        )

    def named(self, left_out: QuerySet) -> list[dict]:
        """The first of the deals that do not count, with why."""
        deals = left_out.values_list(*SHOWN, named=True)[:EXCLUDED_SHOWN]
        return [
            {
                "deal": deal,
                "reason": REASONS[deal.reason],
                "url": opens(self.member, deal.owner_id) and record_url("opportunity", deal.pk),
            }
            for deal in deals
        ]


def _linker(department) -> Link:
    """To the deals of months that follow each other, of everybody or of one member."""
    shared = rows_link(DEALS, figure="expected", department=department)

    def link(months: list, member: int | None = None) -> str:
        return shared(
            month=months[0].month, months=len(months) if len(months) > 1 else None, member=member
        )

    return link


def _periods(whole: Forecast, fiscal_month: int, link: Link) -> list[dict]:
    """All twelve months, their quarters and their years: {"name", "total", "url"}."""
    named = {"": whole.months} | whole.periods(3, fiscal_month) | whole.periods(12, fiscal_month)
    return [
        {"name": name, "total": summed(months), "url": link(months)}
        for name, months in named.items()
    ]


def _reasons(scope: Scope, today: date, tenant) -> list[dict]:
    """Why deals do not count, how many each, and the way to them."""
    narrowed = {"figure": "excluded", "department": scope.department}
    return [
        {"name": REASONS[name], "count": count, "url": rows_url(DEALS, reason=name, **narrowed)}
        for name, count in excluded_counts(scope, today, tenant)
    ]


def _chart(whole: Forecast, link: Link) -> dict:
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
            "url": link([month]),
        }
        for place, month in enumerate(whole.months)
    ]
    return {"grid": scale, "rows": rows}


def _members(sums, today: date, tenant, staff: Staff, link: Link, shown: Shown) -> dict:
    """Who has anything expected, the most first: {"rows": [{"name", "cells"}], "more": how many
    are not shown}. The last cell is the member's total."""
    weights: dict[int, Decimal] = defaultdict(Decimal)
    for deals in sums:
        weights[deals.key] += deals.amount * deals.win_rate
    ranked = sorted(weights, key=lambda owner: (-weights[owner], staff.name(owner)))
    first = ranked[: shown(len(ranked))]
    wanted = set(first)
    found = expected_by([one for one in sums if one.key in wanted], today, tenant, lambda own: own)
    exact, short = money_writers(tenant.currency)

    def cells(owner: int) -> Iterator[HeatCell]:
        months = found[owner].months
        for month in months:
            amount = month.expected
            filled = amount and (short(amount), link([month], owner), exact(amount))
            yield HeatCell(*filled) if filled else HeatCell(NOTHING)
        total = found[owner].total
        yield HeatCell(short(total), link(months, owner), exact(total), "total")

    rows = [
        {"name": staff.name(owner), "cells": cells(owner)} for owner in first if found[owner].total
    ]
    return {"rows": rows, "more": len(ranked) - len(first)}
