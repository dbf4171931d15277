"""The rows of the quote builder as a browser sends them: added, removed, numbered anew."""

from collections.abc import Iterable, Mapping

from quotes.models import Quote, QuoteLine

PREFIX = "lines"
FIELDS = ("product", "quantity", "manual_kind", "manual_value", "description")
MOST = 200


def rows_of(lines: Iterable[QuoteLine]) -> list[dict[str, str]]:
    """What a browser would send for stored lines."""
    return [
        {
            "product": str(line.product_id),
            "quantity": line.shown_quantity,
            "manual_kind": line.manual_kind,
            "manual_value": line.shown_discount,
            "description": line.description,
        }
        for line in lines
    ]


def rows_in(data: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a posted form, without the one to `remove` (by place) and with the product to
    `add` (by id) at the end."""
    rows = posted_rows(data, PREFIX, FIELDS, MOST)
    if data.get("add"):
        rows.append(dict.fromkeys(FIELDS, "") | {"product": data["add"], "quantity": "1"})
    return rows


def posted_rows(
    data: Mapping[str, str], prefix: str, fields: Iterable[str], most: int
) -> list[dict[str, str]]:
    """The rows of a posted formset as text, without the one to `remove` (by place)."""
    count = _number(data.get(f"{prefix}-TOTAL_FORMS"), 0)
    removed = _number(data.get("remove"), -1)
    return [
        {name: data.get(f"{prefix}-{place}-{name}", "") for name in fields}
        for place in range(min(count, most))
        if place != removed
    ]


def numbered(rows: list[dict[str, str]], prefix: str = PREFIX) -> dict[str, str]:
    """Rows as the data of a formset."""
    data = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for place, row in enumerate(rows):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


def whole_of(quote: Quote) -> dict[str, str]:
    """What a browser would send for the stored discount on the whole."""
    value = "" if quote.whole_value is None else format(quote.whole_value.normalize(), "f")
    return {"whole_kind": quote.whole_kind, "whole_value": value}


def ids_in(rows: list[dict[str, str]]) -> set[int]:
    return {found for row in rows if (found := _number(row["product"], 0))}


def _number(text: str | None, otherwise: int) -> int:
    """Nobody but a forged form sends anything else than a small number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else otherwise
