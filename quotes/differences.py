"""What a version changed against the one before it (spec 05, visible difference)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from quotes.content import TERMS
from quotes.models import Quote, QuoteLine
from quotes.models.line import plain


@dataclass(frozen=True)
class Difference:
    """`before` and `after` are (quantity, total with tax) of a product, None where it is not in
    that version; of a term they are its texts."""

    label: str
    before: object
    after: object
    is_line: bool = True


def differences(old: Quote, new: Quote, lines: Iterable[QuoteLine]) -> list[Difference]:
    """Changed products in the order of their first line, then changed terms. `lines` are new's."""
    before, after = _by_product(old.lines.select_related("product")), _by_product(lines)
    products = [*after, *(name for name in before if name not in after)]
    changed = [Difference(name, before.get(name), after.get(name)) for name in products]
    return [one for one in changed if one.before != one.after] + _terms(old, new)


def _by_product(lines: Iterable[QuoteLine]) -> dict[str, tuple[str, Decimal]]:
    quantities: dict[str, Decimal] = {}
    totals: dict[str, Decimal] = {}
    for line in lines:
        name = str(line.product)
        quantities[name] = quantities.get(name, Decimal(0)) + line.quantity
        totals[name] = totals.get(name, Decimal(0)) + line.line_total
    return {name: (plain(quantities[name]), totals[name]) for name in totals}


def _terms(old: Quote, new: Quote) -> list[Difference]:
    names = [name.removesuffix("_id") for name in TERMS]
    pairs = [(name, getattr(old, name), getattr(new, name)) for name in names]
    return [
        Difference(str(Quote._meta.get_field(name).verbose_name), before, after, is_line=False)
        for name, before, after in pairs
        if before != after
    ]
