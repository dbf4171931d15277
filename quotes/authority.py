"""Discount authority 折扣权限 (spec 05): who may give the price of a quote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crm.money import share_str
from people.models import Member
from people.superiors import first_superiors
from products.costs import margin_percent
from quotes.models import QuoteLine
from quotes.pricing import LinePrice, QuotePrice, below_cost


@dataclass(frozen=True)
class Verdict:
    """How a price stands to a limit (percent). `over` and `under_cost` are places of lines."""

    price: QuotePrice
    limit: Decimal
    over: frozenset[int]
    under_cost: frozenset[int]

    @property
    def within(self) -> bool:
        """Whether the author may give it alone; below cost a manager always looks."""
        return not self.price.exceeds(self.limit) and not self.under_cost

    @property
    def excess(self) -> Fraction:
        """By how much the highest line is over the limit, as a share; 0 within."""
        return max(self.price.highest_discount - Fraction(self.limit) / 100, Fraction(0))


def judge(price: QuotePrice, costs: Sequence[Decimal | None], limit: Decimal) -> Verdict:
    """Judge a price line by line; `costs` are unit costs without tax, in the lines' order."""
    pairs = list(enumerate(zip(price.lines, costs, strict=True)))
    products = _exceeding_products(price, limit)
    over = {place for place, (line, _cost) in pairs if _key(line, place) in products}
    under = {place for place, (line, cost) in pairs if _under(line, cost)}
    return Verdict(price, limit, frozenset(over), frozenset(under))


def _exceeding_products(price: QuotePrice, limit: Decimal) -> set:
    """Lines of one product share their cent, so they are over the limit together."""
    together: dict = {}
    for place, line in enumerate(price.lines):
        together.setdefault(_key(line, place), []).append(line)
    return {key for key, lines in together.items() if QuotePrice(tuple(lines)).exceeds(limit)}


def _key(line: LinePrice, place: int):
    return ("line", place) if line.product is None else ("product", line.product)


def _under(line: LinePrice, cost: Decimal | None) -> bool:
    return cost is not None and below_cost(line.net, line.qty, cost)


def approvers(verdict: Verdict, author: Member, barred: set[int]) -> list[Member]:
    """The nearest superiors whose own limit covers the price, without those who are barred."""
    return first_superiors(author, _covering(verdict.price, barred))


def _covering(price: QuotePrice, barred: set[int]) -> Callable[[Member], bool]:
    return lambda member: member.pk not in barred and not price.exceeds(member.discount_limit)


def facts(verdict: Verdict, lines: Sequence[QuoteLine], history: list[dict]) -> dict:
    """What the approvers must see, as JSON; shares in percent with one decimal."""
    costs = [None if line.cost is None else line.quantity * line.cost for line in lines]
    cost = None if None in costs else sum(costs, Decimal(0))
    margin = margin_percent(verdict.price.net, cost)
    return {
        "discount": share_str(verdict.price.highest_discount),
        "limit": share_str(Fraction(verdict.limit) / 100),
        "excess": share_str(verdict.excess),
        "margin": None if margin is None else share_str(Fraction(margin) / 100),
        "below_cost": [str(lines[place].product) for place in sorted(verdict.under_cost)],
        "history": history,
    }
