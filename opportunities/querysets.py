"""Which deals: open, stale, closing in a period, with what a board needs."""

from datetime import date

from django.db.models import Count, Q, Sum

from opportunities.staleness import Clock, clock
from people.models import SharedQuerySet


class OpportunityQuerySet(SharedQuerySet):
    def open(self):
        return self.filter(status="open")

    def closed(self):
        """Won or lost; invalid deals leave every statistic (spec 04)."""
        return self.filter(status__in=["won", "lost"])

    def closing_between(self, start: date, end: date):
        """Expected to close on or after `start` and before `end`."""
        return self.filter(expected_close_date__gte=start, expected_close_date__lt=end)

    def won_between(self, start: date, end: date):
        return self.filter(status="won", closed_on__gte=start, closed_on__lt=end)

    def stale(self, at: Clock | None = None, *, factor: int = 1):
        """Open deals that stand still, for any of the three reasons (spec 04, Clock).

        `factor` 2 narrows them to those that their managers hear of.
        """
        return self.open().filter((at or clock()).stale(factor))

    def without_next_step(self):
        return self.open().filter(Q(next_step="") | Q(next_step_on=None))

    def totals_by_stage(self):
        """(stage, status, count, amount) of each stage and status."""
        rows = self.order_by().values_list("stage_id", "status")
        return rows.annotate(deals=Count("*"), total=Sum("amount"))
