"""The deals behind the figures: one queryset a figure, used by page, API, job and rows alike.

Win rates are whole percents, which a threshold need not be: Django would cut its decimals off, so
it is rounded up first.
"""

from datetime import date
from math import ceil

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Field,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils import timezone

from contracts.models import Contract
from opportunities.models import Opportunity, PipelineSum, Stage
from reports.days import Range, month_of, shift
from reports.forecast import MONTHS
from reports.scope import Scope

RAW = Field()  # thousands of sums: as the driver gives them, not converted once more


def open_deals(scope: Scope) -> QuerySet:
    return Opportunity.objects.open().filter(scope.owned())


def won_deals(scope: Scope, period: Range) -> QuerySet:
    return Opportunity.objects.filter(scope.credited(), status="won", **period.on("closed_on"))


def decided_deals(scope: Scope, period: Range) -> QuerySet:
    """Won or lost in the period; invalid deals leave every statistic."""
    return Opportunity.objects.closed().filter(scope.credited(), **period.on("closed_on"))


def awaiting_contract(scope: Scope, until: date) -> QuerySet:
    """Won before `until`, their contract not formal yet. Imported history waits for nothing."""
    formal = Contract.objects.formal().filter(opportunity=OuterRef("pk"))
    won = Opportunity.objects.filter(
        scope.credited(), status="won", closed_on__lt=until, imported_by=None
    )
    return won.filter(~Exists(formal))


def expected_deals(scope: Scope, months: Range, as_of: date, threshold) -> QuerySet:
    """The open deals that the forecast of `as_of` counts into whole months."""
    return _due(scope, months, as_of).filter(reached(threshold))


def hoped_deals(scope: Scope, months: Range, as_of: date, threshold) -> QuerySet:
    """The open deals due in these months that stand below the threshold."""
    return _due(scope, months, as_of).filter(missed(threshold))


def _due(scope: Scope, months: Range, as_of: date) -> QuerySet:
    """A day gone by counts to the month of `as_of`; nothing lies beyond the twelfth."""
    first = month_of(as_of)
    horizon = shift(first, MONTHS)
    end = min(months.end or horizon, horizon)
    if end <= first:
        return open_deals(scope).none()
    start = months.start if months.start and months.start > first else None
    within = Range(start, end)
    return open_deals(scope).filter(**within.on("expected_close_date"))


def excluded_deals(scope: Scope, as_of: date, threshold) -> QuerySet:
    """Open deals that do not count, and those closed since the month began.

    Their `reason` is the one that `reports.forecast.forecast` gives.
    """
    first = month_of(as_of)
    undated = Q(expected_close_date=None) | Q(expected_close_date__gte=shift(first, MONTHS))
    still_open = Q(status="open") & scope.owned() & (missed(threshold) | undated)
    decided = Q(status__in=["won", "lost"]) & scope.credited()
    closed = Q(closed_on__gte=first) & (decided | (Q(status="invalid") & scope.owned()))
    reason = Case(
        When(~Q(status="open"), then=F("status")),
        When(stage__win_rate__lt=ceil(threshold), then=Value("below_threshold")),
        When(expected_close_date=None, then=Value("no_date")),
        default=Value("beyond_horizon"),
        output_field=CharField(),
    )
    return Opportunity.objects.filter(still_open | closed).annotate(reason=reason)


def left_out(scope: Scope, as_of: date, threshold) -> QuerySet:
    """(reason, deals or None) of what `excluded_deals` finds, each part as an index counts it;
    those below the threshold, which are most of them, from kept sums."""
    first = month_of(as_of)
    below = PipelineSum.objects.filter(scope.owned(), missed(threshold)).order_by()
    counting = open_deals(scope).filter(reached(threshold)).order_by()
    decided = Q(status__in=["won", "lost"]) & scope.credited()
    closed = Opportunity.objects.filter(closed_on__gte=first, status__in=["won", "lost", "invalid"])
    parts = [
        _many(counting.filter(expected_close_date=None), Value("no_date")),
        _many(
            counting.filter(expected_close_date__gte=shift(first, MONTHS)),
            Value("beyond_horizon"),
        ),
        _many(
            closed.filter(decided | (Q(status="invalid") & scope.owned())).order_by(),
            Cast("status", CharField()),
        ),
    ]
    return _many(below, Value("below_threshold"), Sum("count")).union(*parts, all=True)


def _many(rows: QuerySet, reason, count=None) -> QuerySet:
    return rows.values_list(reason).annotate(n=count or Count("*"))


def reached(threshold) -> Q:
    return _in_stages(win_rate__gte=ceil(threshold))


def missed(threshold) -> Q:
    return _in_stages(win_rate__lt=ceil(threshold))


def _in_stages(**rate) -> Q:
    """Found first, so that deals are looked up by their stage: a join would read all of them."""
    return Q(stage__any=ArraySubquery(Stage.objects.filter(**rate).order_by().values("pk")))


def standing_deals(scope: Scope, process_id: int, period: Range) -> QuerySet:
    """Of one process: the open deals, and those won in the period."""
    won = Q(status="won", **period.on("closed_on")) & scope.credited()
    return Opportunity.objects.filter(
        (Q(status="open") & scope.owned()) | won, process_id=process_id
    )


def default_period(period: Range) -> Range:
    """The current month of the tenant's day unless a period is given."""
    if period.start or period.end:
        return period
    first = month_of(timezone.localdate())
    return Range(first, shift(first, 1))


def weighted():
    """Amount × the stage's win rate, in hundredths of the currency's unit × percent."""
    return F("amount") * F("stage__win_rate")
