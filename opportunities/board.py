"""The board: a column a stage, one more for what was won this month (spec 04).

Statements: stages, totals, cards and the tenant's calendar, however many deals there are.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from crm.links import link_maker
from crm.money import quantize
from crm.templatetags.fairway import money_writers
from opportunities.models import Opportunity, Process, Stage
from opportunities.staleness import Clock, Stale
from tenants.scope import current_tenant

CARDS = 20  # a column; the rest is loaded as one scrolls
WON = "won"
SHOWN = (
    "name",
    "status",
    "amount",
    "probability",
    "expected_close_date",
    "closed_on",
    "next_step",
    "next_step_on",
    "stage_entered_at",
    "last_activity_at",
    "account__name",
    "contact__phone",
    "owner__name",
    "stage__win_rate",
    "stage__expected_days",
)
PAGES = {  # a card's links
    "url": "opportunity",
    "move_url": "opportunity_stage",
    "plan_url": "opportunity_next_step",
}


@dataclass(frozen=True)
class Card:
    deal: Opportunity
    stale: list[Stale]
    column: str
    overdue: bool  # its next step was due before today
    exact: str  # the amount, and how a card shows it
    short: str
    closes: date | None  # expected, or since when it is closed
    url: str
    move_url: str
    plan_url: str
    movable: bool  # by whoever looks at the board


@dataclass
class Column:
    """`key` is what a card is dropped on: a stage's id, or "won"."""

    key: str
    label: str
    rate: Decimal
    stage: Stage | None = None
    count: int = 0
    amount: Decimal = Decimal(0)
    cards: list[Card] = field(default_factory=list)
    more: int | None = None  # the last id shown, where more follow

    @property
    def weighted(self) -> Decimal:
        return quantize(self.amount * self.rate / 100, current_tenant().currency)


def month_of(day: date) -> tuple[date, date]:
    """The first day of the month and of the next one."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


class Board:
    """`rows` are visible and filtered already; `stages` those of the process, in order.

    `may_move` is what the viewer's role allows; the verb asks about each deal again.
    """

    def __init__(
        self,
        rows: QuerySet,
        process: Process,
        stages: list[Stage],
        clock: Clock,
        *,
        may_move: bool,
    ):
        self.process, self.clock, self.may_move = process, clock, may_move
        self.links = {name: link_maker(page) for name, page in PAGES.items()}
        self.exact, self.short = money_writers(current_tenant().currency)
        rows = rows.filter(process=process)
        self.open = rows.filter(status="open")
        first, end = month_of(clock.today)
        self.won = rows.won_between(first, end)
        self.columns = [Column(str(s.pk), s.name, Decimal(s.win_rate), s) for s in stages]
        self.columns.append(Column(WON, process.won_label, Decimal(100)))

    def with_totals(self) -> "Board":
        by_key = {column.key: column for column in self.columns}
        open_sums, won_sums = self.open.totals_by_stage(), self.won.totals_by_stage()
        for row in open_sums.union(won_sums, all=True):
            column = by_key.get(WON if row["status"] == WON else str(row["stage"]))
            if column is not None:
                column.count += row["count"]
                column.amount += row["amount"]
        return self

    def with_cards(self) -> "Board":
        """The newest cards of every column, in one statement: ids first, since eight times the
        joins of a card cost more to plan than to run."""
        parts = [self._newest(column.key).values("pk") for column in self.columns]
        newest = Opportunity.objects.filter(pk__in=parts[0].union(*parts[1:], all=True))
        found: dict[str, list[Opportunity]] = {column.key: [] for column in self.columns}
        for deal in _with_card(newest).order_by("-pk"):
            found[self.key_of(deal)].append(deal)
        for column in self.columns:
            self._fill(column, found[column.key])
        return self

    def part(self, key: str, before: int) -> Column | None:
        """One column's next cards, after the one with the id `before`; None without such a key."""
        column = next((one for one in self.columns if one.key == key), None)
        if column is not None:
            self._fill(column, list(_with_card(self._newest(key, before))))
        return column

    def card(self, deal: Opportunity) -> Card:
        stale = self.clock.reasons(deal) if deal.status == "open" else []
        overdue = deal.next_step_on is not None and deal.next_step_on < self.clock.today
        return Card(
            deal=deal,
            stale=stale,
            column=self.key_of(deal),
            overdue=overdue,
            exact=self.exact(deal.amount),
            short=self.short(deal.amount),
            closes=deal.expected_close_date if deal.status == "open" else deal.closed_on,
            movable=self.may_move and deal.status == "open",
            **{name: link(deal.pk) for name, link in self.links.items()},
        )

    def key_of(self, deal: Opportunity) -> str:
        return str(deal.stage_id) if deal.status == "open" else deal.status

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

    def _newest(self, key: str, before: int | None = None) -> QuerySet:
        rows = self.won if key == WON else self.open.filter(stage=int(key))
        rows = rows.order_by("-pk")
        return (rows.filter(pk__lt=before) if before else rows)[: CARDS + 1]

    def _fill(self, column: Column, deals: list[Opportunity]) -> None:
        shown = deals[:CARDS]
        column.cards = [self.card(deal) for deal in shown]
        column.more = shown[-1].pk if len(deals) > CARDS else None


def _with_card(rows: QuerySet) -> QuerySet:
    """With what a card shows, and no text that it does not."""
    return rows.select_related("account", "contact", "owner", "stage").only(*SHOWN)
