"""Which deals: open, stale, closing in a period, with what a board needs."""

from datetime import date

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
