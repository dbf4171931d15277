"""What all panels of one dashboard share: whose figures, of which month, as of when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from people.models import Member
from reports.days import Range, label, month_of, parse, shift, whole
from reports.expected import deal_sums
from reports.forecast import Deal, Month, forecast
from reports.links import rows_link, rows_url
from reports.scope import Scope
from reports.signings import signed_sums
from reports.staff import Staff
from tenants.models import Tenant

BEFORE, AFTER = 3, 3  # months shown around the chosen one


@dataclass
class Frame:
    viewer: Member
    tenant: Tenant
    scope: Scope
    month: date  # its first day
    today: date
    staff: Staff = field(default_factory=Staff)
    days: Range | None = None  # instead of the month

    @property
    def is_past(self) -> bool:
        return self.month < month_of(self.today)

    @property
    def period(self) -> Range:
        return self.days or whole(self.month)

    @cached_property
    def months(self) -> list[date]:
        return [shift(self.month, count) for count in range(-BEFORE, AFTER + 1)]

    @cached_property
    def signed(self) -> dict:
        """{(month, member id): amount}, from the first month shown to the chosen one's end."""
        return signed_sums(self.scope, Range(self.months[0], self.period.end))

    @cached_property
    def sums(self) -> list[Deal]:
        return deal_sums(self.scope, self.today)

    def expected(self, sums: list[Deal]) -> dict[date, Month]:
        return self._months(sums, self.tenant.forecast_threshold)

    @cached_property
    def hoped(self) -> dict[date, Month]:
        """What the deals below the threshold would weigh."""
        below = [deal for deal in self.sums if deal.win_rate < self.tenant.forecast_threshold]
        return self._months(below, None)

    def _months(self, sums: list[Deal], threshold) -> dict[date, Month]:
        """{first day of the month: Month} of this and the next 11 months."""
        found = forecast(sums, self.today, threshold, self.tenant.currency)
        return {parse(month.month): month for month in found.months}

    def rows(self, page: str, **narrowed) -> str:
        """Link to the rows of a figure of this dashboard's department."""
        return rows_url(page, **self._narrowed(**narrowed))

    def link(self, page: str, **narrowed) -> Callable[..., str]:
        """The same for a grid's cells, which add what is their own."""
        return rows_link(page, **self._narrowed(**narrowed))

    def _narrowed(self, month: date | None = None, **narrowed) -> dict:
        period = self.days.params() if month and self.days else {"month": month and label(month)}
        narrowed.setdefault("department", self.scope.department)
        return narrowed | period
