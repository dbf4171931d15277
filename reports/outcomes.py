"""Win rates from rows, by whatever a closed deal can be counted under (spec 08)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate, TruncMonth

from products.models import Product
from reports.days import Range
from reports.deals import decided_deals, won_deals
from reports.scope import Scope
from reports.staff import Staff
from reports.winrate import Closed, WinRate, win_rates

FACTS = ("status", "amount", "created_on", "closed_on")


@dataclass(frozen=True)
class Axis:
    """`column` is read from the row, `key(value, staff)` is what is counted under."""

    column: str
    key: Callable = lambda value, staff: value or None
    name: Callable = lambda key, staff: key or ""


def _names(ids, staff: Staff) -> str:
    return ", ".join(staff.name(member) for member in ids or ())


AXES = {
    "member": Axis("credited_to_id", name=lambda key, staff: staff.name(key)),
    "manager": Axis(
        "credited_department_id",
        key=lambda value, staff: staff.managers_of(value) or None,
        name=_names,
    ),
    "department": Axis(
        "credited_department_id",
        name=lambda key, staff: staff.places[key].name if key in staff.places else "",
    ),
    "product": Axis("products__product_id"),
    "region": Axis(
        "credited_department_id", key=lambda value, staff: staff.region_of(value) or None
    ),
    "industry": Axis("account__industry"),
    "source": Axis("source"),
}


@dataclass(frozen=True)
class Line:
    """A row of the report: `ident` says it in a URL, `name` to a person ("" if not stated)."""

    ident: str
    name: str
    rate: WinRate


def win_rate_lines(
    scope: Scope, by: str, period: Range, staff: Staff
) -> tuple[list[Line], WinRate]:
    """(lines with the most won first, all of it). A deal of two products stands under both,
    with each product's own amount, but counts once in the total."""
    axis = AXES[by]
    deals = _closed(axis, decided_deals(scope, period), staff)
    rates, total = win_rates(deals)
    if by == "product":
        _rates, total = win_rates(_closed(Axis("pk"), decided_deals(scope, period), staff))
        name = _product_names().get
    else:

        def name(key):
            return axis.name(key, staff)

    lines = [Line(ident(rate.key), name(rate.key) or "", rate) for rate in rates]
    lines.sort(key=lambda line: (not line.name, -line.rate.won_amount, line.name))
    return lines, replace(total, key=None)


def _closed(axis: Axis, rows: QuerySet, staff: Staff) -> list[Closed]:
    rows = rows.order_by().annotate(created_on=TruncDate("created_at"))
    facts = list(FACTS)
    if axis.column.startswith("products__"):
        rows = rows.annotate(share=product_share())
        facts[1] = "share"
    keys: dict = {}
    found = []
    for value, *deal in rows.values_list(axis.column, *facts):
        if value not in keys:
            keys[value] = axis.key(value, staff)
        found.append(Closed(keys[value], *deal))
    return found


def product_share() -> Coalesce:
    """What of a deal's amount is the joined product's: its own, else all."""
    return Coalesce("products__amount", "amount")


def _product_names() -> dict[int, str]:
    return dict(Product.objects.values_list("pk", "name"))


def ident(key) -> str:
    """A key as the URL of its rows carries it; "-" where the deal says nothing."""
    if key is None:
        return "-"
    return "+".join(map(str, key)) if isinstance(key, tuple) else str(key)


def deals_under(rows: QuerySet, by: str, wanted: str, staff: Staff) -> QuerySet:
    """The deals that a line counts, by its ident."""
    axis = AXES[by]
    if axis.column == "credited_department_id":
        places = [pk for pk in staff.places if ident(axis.key(pk, staff)) == wanted]
        found = Q(credited_department__in=places)
        return rows.filter(found | Q(credited_department=None) if wanted == "-" else found)
    if by == "product" and wanted != "-":
        return rows.filter(products__product_id=wanted).annotate(share=product_share())
    if wanted == "-":
        empty = Q(**{axis.column: None})
        text = axis.column in ("account__industry", "source")
        return rows.filter(empty | Q(**{axis.column: ""}) if text else empty)
    return rows.filter(**{axis.column: wanted})


def won_by_month(scope: Scope, period: Range) -> dict:
    """{first day of the month: amount won in it}."""
    rows = won_deals(scope, period).order_by().annotate(month=TruncMonth("closed_on"))
    return dict(rows.values_list("month").annotate(total=Sum(F("amount"))))
