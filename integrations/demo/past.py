"""A year of history: closed deals, their contracts and the money, recorded month by month.

What each member won and lost is said by the script, one word a month: "WWL" is two won, one lost.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle, pairwise
from typing import NamedTuple

from django.utils import timezone

from activities.models import Reason
from crm.money import quantize
from integrations.demo import signed
from integrations.demo.company import Company
from integrations.demo.diary import Story, weekday
from opportunities.actions import record_opportunities
from opportunities.defaults import default_process
from opportunities.models import Opportunity, OpportunityProduct, Stage, StageChange

Status = Opportunity.Status
ENDS = {"W": Status.WON, "L": Status.LOST, "X": Status.INVALID}
VERBS = {"W": StageChange.Verb.WIN, "L": StageChange.Verb.LOSE, "X": StageChange.Verb.INVALIDATE}


class End(NamedTuple):
    """A deal that ended on a day of the past; `nth` counts them all."""

    nth: int
    login: str
    letter: str
    day: date


def history(company: Company) -> Story:
    """At the end of each month what ended in it is recorded, of the present one up to today."""
    made = list(_ends(company))
    writer, now = Writer(company), timezone.now()
    ledger = signed.Ledger(company)
    months = sorted({end.day.replace(day=1) for end in made})
    for month in months:
        days = monthrange(month.year, month.month)[1]
        yield min(noon(month.replace(day=days)), now - timedelta(days=1.6))
        deals = writer.write([end for end in made if end.day.replace(day=1) == month])
        ledger.write([deal for deal in deals if deal.status == Status.WON])


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _ends(company: Company) -> Iterator[End]:
    """Oldest first, spread over their months; nothing that is still to come."""
    history, latest = company.script.history, timezone.localdate() - timedelta(days=3)
    found = []
    for login, words in history.items():
        for back, word in enumerate(reversed(words)):
            month = _shifted(latest.replace(day=1), -back)
            for place, letter in enumerate(word.strip("-")):
                day = weekday(month + timedelta(days=4 + (place * 9 + len(login) * 3) % 24))
                found.append((day, login, letter))
    kept = sorted(row for row in found if row[0] <= latest)
    return (End(nth, login, letter, day) for nth, (day, login, letter) in enumerate(kept))


def _shifted(month: date, count: int) -> date:
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


class Writer:
    """Makes the deals of the past: customers, projects and reasons go round."""

    def __init__(self, company: Company):
        self.company = company
        self.process = default_process()
        self.stages = list(self.process.stages.order_by("order"))
        self.projects = cycle(company.script.projects)
        self.reasons = {
            "L": cycle(Reason.objects.for_list(Reason.List.DEAL_LOST)),
            "X": cycle(Reason.objects.for_list(Reason.List.DEAL_INVALID)[:3]),
        }
        self.customers = {
            login: cycle([row.key for row in company.script.customers if row.owner == login])
            for login in company.script.history
        }

    def write(self, ends: list[End]) -> list[Opportunity]:
        deals, changes, products = [], [], []
        for end in ends:
            title, lines = next(self.projects)
            ordered = self.company.ordered(lines)
            deal = self._deal(end, title, ordered)
            deals.append(deal)
            changes += self._way(deal, end)
            products += _bought(deal, ordered)
        admin = self.company.member["admin"]
        return record_opportunities(
            by=admin, opportunities=deals, changes=changes, products=products
        )

    def _deal(self, end: End, title: str, ordered: list) -> Opportunity:
        key = next(self.customers[end.login])
        account = self.company.account[key]
        began = noon(weekday(end.day - timedelta(days=24 + end.nth * 7 % 41)))
        # Up to eight percent were given away.
        whole = sum(product.list_price * quantity for product, quantity in ordered)
        deal = Opportunity(
            name=title,
            account=account,
            contact=self.company.contact[key],
            owner=account.owner,
            process=self.process,
            stage=self.stages[-1],
            status=ENDS[end.letter],
            amount=quantize(whole * (100 - end.nth * 5 % 9) / 100),
            source=account.source,
            created_at=began,
            stage_entered_at=began,
            last_activity_at=noon(end.day),
            closed_on=end.day,
            expected_close_date=end.day,
        )
        if end.letter != "W":
            self._give_up(deal, end)
        return deal

    def _give_up(self, deal: Opportunity, end: End) -> None:
        deal.stage = self.stages[(end.nth * 2 + 1) % len(self.stages)]
        deal.close_reason = next(self.reasons[end.letter])
        if end.letter == "L":
            deal.close_note, deal.lost_to = self.company.draw("lost")

    def _way(self, deal: Opportunity, end: End) -> Iterator[StageChange]:
        """Created, moved on to the stage that it left at its end, and closed."""
        passed = self.stages[: self.stages.index(deal.stage) + 1]
        last = noon(end.day)
        span = (last - deal.created_at) / (len(passed) + 1)
        yield _change(deal, deal.created_at, StageChange.Verb.CREATE, None, passed[0])
        for step, (left, entered) in enumerate(pairwise(passed), start=1):
            at = deal.created_at + span * step
            yield _change(deal, at, StageChange.Verb.ADVANCE, left, entered)
        yield _change(deal, last, VERBS[end.letter], deal.stage, None)


def _bought(deal: Opportunity, ordered: list) -> list[OpportunityProduct]:
    """The first product bears what the discount and the others leave."""
    rows = [
        OpportunityProduct(opportunity=deal, product=product, quantity=quantity)
        for product, quantity in ordered
    ]
    for row in rows[1:]:
        row.amount = row.product.list_price * row.quantity
    rows[0].amount = deal.amount - sum(row.amount for row in rows[1:])
    return rows


def _change(
    deal: Opportunity, at: datetime, verb: str, left: Stage | None, to: Stage | None
) -> StageChange:
    return StageChange(
        opportunity=deal,
        verb=verb,
        at=at,
        by=deal.owner,
        from_stage=left,
        to_stage=to,
        amount=deal.amount,
        probability=(to or left).win_rate,
        expected_close_date=deal.expected_close_date,
    )
