"""The board: a column a stage, one more for what was won this month (spec 04).

Statements: stages, totals, cards and the tenant's calendar, however many deals there are.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.safestring import SafeString

from crm.money import quantize
from opportunities.cards import Cards, key_of, rows_of
from opportunities.models import Opportunity, Process, Stage
from opportunities.staleness import Clock
from people.models import Member
from tenants.scope import current_tenant

CARDS = 20  # a column; the rest is loaded as one scrolls
WON = "won"


@dataclass
class Column:
    """`key` is what a card is dropped on: a stage's id, or "won"."""

    key: str
    label: str
    rate: Decimal
    stage: Stage | None = None
    count: int = 0
    amount: Decimal = Decimal(0)
    cards: list[SafeString] = field(default_factory=list)
    more: int | None = None  # the last id shown, where more follow

    @property
    def weighted(self) -> Decimal:
        return quantize(self.amount * self.rate / 100, current_tenant().currency)


def month_of(day: date) -> tuple[date, date]:
    """The first day of the month and of the next one."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


class Board:
    """`rows` are visible and filtered already; `stages` those of the process, in order. `sums` are
    those of the open ones by stage, where they are known without reading them."""

    def __init__(
        self,
        rows: QuerySet,
        process: Process,
        stages: list[Stage],
        clock: Clock,
        *,
        viewer: Member,
        sums: list[QuerySet] | None = None,
    ):
        self.process, self.draw = process, Cards(clock, viewer=viewer).drawn
        self.sums = sums
        rows = rows.filter(process=process)
        self.open = rows.filter(status="open")
        first, end = month_of(clock.today)
        self.won = rows.won_between(first, end)
        self.columns = [Column(str(s.pk), s.name, Decimal(s.win_rate), s) for s in stages]
        self.columns.append(Column(WON, process.won_label, Decimal(100)))

    def with_totals(self) -> "Board":
        by_key = {column.key: column for column in self.columns}
        first, *others = self.sums or [self.open.totals_by_stage()]
        rows = first.union(*others, self.won.totals_by_stage(), all=True)
        for stage, status, count, amount in rows:
            column = by_key.get(WON if status == WON else str(stage))
            if column is not None:
                column.count += count
                column.amount += amount
        return self

    def with_cards(self) -> "Board":
        """The newest cards of every column: their ids first, since eight times the joins of a
        card cost more to plan than to run."""
        found: dict[str, list] = {column.key: [] for column in self.columns}
        newest = Opportunity.objects.filter(pk__in=self._newest_ids())
        for row in rows_of(newest).order_by("-pk"):
            if key_of(row) in found:  # it may have ended since its id was read
                found[key_of(row)].append(row)
        for column in self.columns:
            self._fill(column, found[column.key])
        return self

    def part(self, key: str, before: int) -> Column | None:
        """One column's next cards, after the one with the id `before`; None without such a key."""
        column = next((one for one in self.columns if one.key == key), None)
        if column is not None:
            self._fill(column, list(rows_of(self._newest(key, before))))
        return column

    def moved(self, deal: Opportunity) -> tuple[str, SafeString]:
        """The key of the column that a deal came to, and its card to be sent there."""
        row = rows_of(Opportunity.objects.filter(pk=deal.pk)).get()
        return key_of(row), self.draw(row, oob=True)

    @property
    def open_count(self) -> int:
        return sum(column.count for column in self.columns if column.stage)

    @property
    def open_amount(self) -> Decimal:
        return sum((column.amount for column in self.columns if column.stage), Decimal(0))

    @property
    def expected(self) -> Decimal:
        """Weighted amount of the stages at or over the tenant's threshold (spec 08)."""
        threshold = current_tenant().forecast_threshold
        counted = [one for one in self.columns if one.stage and one.rate >= threshold]
        return sum((column.weighted for column in counted), Decimal(0))

    def _newest_ids(self) -> list[int]:
        stages = Stage.objects.filter(pk__in=[one.stage.pk for one in self.columns if one.stage])
        standing = self.open.filter(stage=OuterRef("pk")).order_by("-pk").values("pk")
        won = self._newest(WON).values("pk")
        ids = stages.order_by().values_list(
            ArraySubquery(standing[: CARDS + 1]), ArraySubquery(won)
        )
        return list({pk for row in ids for found in row for pk in found or ()})

    def _newest(self, key: str, before: int | None = None) -> QuerySet:
        rows = self.won if key == WON else self.open.filter(stage=int(key))
        rows = rows.order_by("-pk")
        return (rows.filter(pk__lt=before) if before else rows)[: CARDS + 1]

    def _fill(self, column: Column, rows: list) -> None:
        shown = rows[:CARDS]
        column.cards = [self.draw(row) for row in shown]
        column.more = shown[-1].pk if len(rows) > CARDS else None
