"""The quote builder: rows as typed, each with the price that the server makes of it."""

from collections.abc import Mapping
from functools import cached_property

from django.db.models import Q
from django.forms import BaseFormSet, formset_factory

from crm.refusals import InputRefused
from people.models import Member
from products.costs import shows_cost
from products.models import Product
from quotes.authority import Verdict, approvers, judge
from quotes.forms import LineForm, WholeForm
from quotes.lines import LineInput, price_lines
from quotes.models import Quote, QuoteLine
from quotes.pricing import QuotePrice
from quotes.rows import MOST, PREFIX, ids_in, numbered, rows_in, rows_of, whole_of

HITS = 8
MOST_WHY = 500
LineFormSet = formset_factory(LineForm, extra=0, max_num=MOST, absolute_max=MOST + 1)


class Builder:
    """What a page shows of a draft: stored lines, or those of a posted form.

    It stores nothing; `given()` is what the action wants once `is_valid()` said so.
    """

    def __init__(self, quote: Quote, member: Member, data: Mapping[str, str] | None = None):
        self.quote, self.member = quote, member
        lines = list(quote.lines.select_related("product"))
        stored, whole = rows_of(lines), whole_of(quote)
        rows = stored if data is None else rows_in(data)
        given = whole if data is None else {name: data.get(name, "") for name in whole}
        self.typed = rows != stored or given != whole  # what leaving the page would lose
        self.find = _looked_for(data or {})
        self.submitting = (data or {}).get("do") == "submit"
        self.why = (data or {}).get("why", "").strip()[:MOST_WHY]
        self.whole = WholeForm(given)
        kwargs = {"products": self._products(rows, lines)}
        self.formset: BaseFormSet = LineFormSet(numbered(rows), prefix=PREFIX, form_kwargs=kwargs)
        self.refused = ""

    def _products(self, rows: list[dict[str, str]], lines: list[QuoteLine]) -> dict[int, Product]:
        """Those that stand in the quote already, and of the others those for sale."""
        known = {line.product_id: line.product for line in lines}
        wanted = ids_in(rows) - known.keys()
        return known | (Product.objects.filter(active=True).in_bulk(wanted) if wanted else {})

    def is_valid(self) -> bool:
        return self.price is not None

    def given(self) -> dict:
        return {"lines": self.lines(), "whole_discount": self.whole.cleaned_data["manual"]}

    def lines(self) -> list[LineInput]:
        return [form.line(place) for place, form in enumerate(self.formset.forms)]

    @cached_property
    def price(self) -> QuotePrice | None:
        """None while a figure is wrong: then its field says so and nothing is added up."""
        if not (self.formset.is_valid() and self.whole.is_valid()):
            return None
        try:
            return price_lines(self.lines(), self.whole.cleaned_data["manual"])
        except InputRefused as refused:
            self.refused = str(refused)
            return None

    @cached_property
    def verdict(self) -> Verdict | None:
        """How the price stands to the authority of the member who would save it."""
        if self.price is None:
            return None
        costs = [line.product.cost for line in self.lines()]
        return judge(self.price, costs, self.member.discount_limit)

    @property
    def needs_approval(self) -> bool:
        """What the button says. Below cost it says so only to whoever sees costs: else typing
        prices until the button changes would tell the cost to everybody."""
        if self.verdict is None:
            return False
        return bool(self.verdict.over or self.under_cost)

    @property
    def beyond(self) -> bool:
        """Beyond the limit: then a reason goes along."""
        return self.verdict is not None and bool(self.verdict.over)

    @property
    def lacks_reason(self) -> bool:
        return self.submitting and self.beyond and not self.why

    @cached_property
    def deciders(self) -> list[str]:
        """Who would be asked; nobody where no superior may give as much."""
        barred = {self.member.pk, self.quote.owner_id}
        return [member.name for member in approvers(self.verdict, self.member, barred)]

    @property
    def under_cost(self) -> frozenset[int]:
        return self.verdict.under_cost if shows_cost(self.member) else frozenset()

    @property
    def outdated(self) -> bool:
        """Whether the catalogue changed since the lines were stored."""
        return self.price is not None and self.price.total != self.quote.total

    def table(self) -> list[dict]:
        """One entry a row: {"form", "product", "price", "over", "under_cost"}."""
        forms = self.formset.forms
        prices = self.price.lines if self.price else [None] * len(forms)
        return [
            {
                "form": form,
                "product": form.products.get(_id(form)),
                "price": price,
                "over": self.verdict is not None and place in self.verdict.over,
                "under_cost": self.verdict is not None and place in self.under_cost,
            }
            for place, (form, price) in enumerate(zip(forms, prices, strict=True))
        ]

    def hits(self) -> list[Product]:
        """Products for sale that the search field names."""
        if not self.find:
            return []
        named = Q(name__icontains=self.find) | Q(sku__icontains=self.find)
        return list(Product.objects.filter(named, active=True)[:HITS])


def _looked_for(data: Mapping[str, str]) -> str:
    """What to look for; a hit that was added ends the search."""
    return "" if data.get("add") else data.get("find", "").strip()[:100]


def _id(form: LineForm) -> int:
    return int(form["product"].value() or 0)
