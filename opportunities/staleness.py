"""When an open deal is stale: by dwell, by idleness, by date (spec 04, Clock).

All three count working days of the tenant. A day limit is turned into a moment before which
something must have happened, so that the database can look for stale deals by plain comparison.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from opportunities.models.process import Stage
from people.calendars import calendar
from people.workdays import add_workdays, workdays_between
from tenants.scope import current_tenant

DWELL, IDLE, DATE = "dwell", "idle", "date"
DATE_LATE_DAYS = 7  # working days past the expected date, after which the manager hears of it
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stale:
    """Why a deal is stale: working days passed, and the limit that they passed."""

    reason: str
    days: int
    limit: int

    @property
    def over(self) -> int:
        return self.days - self.limit

    @property
    def icon(self) -> str:
        return {DWELL: "hourglass", IDLE: "clock", DATE: "clock-alert"}[self.reason]

    @property
    def text(self) -> str:
        if self.reason == DATE:
            return gettext("Expected date has passed")
        days = {"days": self.days, "over": self.over}
        if self.reason == IDLE:
            return gettext("%(days)s days without activity") % days
        return gettext("%(days)s days in stage, %(over)s over the limit") % days


@dataclass(frozen=True)
class Clock:
    """Today, as the tenant counts days. `limits` are the dwell limits of its stages in use."""

    today: date
    days_off: dict[date, bool]
    idle_days: int
    limits: tuple[int, ...] = ()

    def passed(self, since: datetime | date) -> int:
        """Working days after `since` up to and with today, at least 0."""
        day = timezone.localdate(since) if isinstance(since, datetime) else since
        return max(0, workdays_between(day, self.today, self.days_off))

    def moment(self, days: int) -> datetime:
        """What happened before this moment has `days` working days or more behind it."""
        day = add_workdays(self.today + DAY, -days, self.days_off) if days > 0 else self.today + DAY
        return timezone.make_aware(datetime.combine(day, time.min))

    def stale(self, factor: int = 1) -> Q:
        """Deals that are stale for any reason; `factor` 2 finds those that a manager hears of."""
        found = Q(last_activity_at__lt=self.moment(self.idle_days * factor))
        for limit in self.limits:
            too_long = self.moment(limit * factor + 1)
            found |= Q(stage__expected_days=limit, stage_entered_at__lt=too_long)
        return found | Q(expected_close_date__lt=self._late(factor))

    def _late(self, factor: int) -> date:
        if factor == 1:
            return self.today
        return timezone.localdate(self.moment(DATE_LATE_DAYS))

    def why(
        self, entered: datetime, active: datetime, limit: int, closes: date | None
    ) -> list[Stale]:
        """Each reason why an open deal is stale today: since when it stands in its stage, when
        something last happened, the stage's limit of days, the expected date."""
        dwell, idle = self.passed(entered), self.passed(active)
        found = []
        if dwell > limit:
            found.append(Stale(DWELL, dwell, limit))
        if idle >= self.idle_days:
            found.append(Stale(IDLE, idle, self.idle_days))
        if closes and closes < self.today:
            found.append(Stale(DATE, self.passed(closes), 0))
        return found

    def reasons(self, deal) -> list[Stale]:
        """The same for a record."""
        return self.why(
            deal.stage_entered_at,
            deal.last_activity_at,
            deal.stage.expected_days,
            deal.expected_close_date,
        )


def clock(stages: Iterable[Stage] | None = None) -> Clock:
    """The tenant's clock for deals in `stages`, all of them by default; one or two statements."""
    every = Stage.objects.order_by() if stages is None else stages
    return Clock(
        today=timezone.localdate(),
        days_off=calendar(),
        idle_days=current_tenant().idle_days,
        limits=tuple({stage.expected_days for stage in every}),
    )
