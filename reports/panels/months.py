"""Signed and expected by month: the columns, and the table behind them."""

from collections.abc import Mapping
from decimal import Decimal

from reports.charts import grid, share
from reports.links import CONTRACTS, DEALS
from reports.panels.frame import Frame

ZERO = Decimal("0.00")


def months(frame: Frame) -> dict:
    counted, hoped = frame.expected(frame.sums), frame.hoped
    rows = [_row(frame, month, counted, hoped) for month in frame.months]
    scale = grid(max(row["amount"] for row in rows))
    width = share(1, len(rows))
    for place, row in enumerate(rows):
        row["x"], row["width"] = width * place, width
        row["parts"] = scale.stack(
            [
                ("f-green", row["signed"], row["signed_url"]),
                ("f-brand", row["expected"], row["expected_url"]),
                ("f-soft", row["hoped"], row["hoped_url"]),
            ]
        )
        row["top"] = scale.y(row["amount"])
    return {"rows": rows, "grid": scale, "empty": not any(row["amount"] for row in rows)}


def _row(frame: Frame, month, counted: Mapping, hoped: Mapping) -> dict:
    signed = sum((amount for (at, _who), amount in frame.signed.items() if at == month), ZERO)
    expected = counted[month].expected if month in counted else ZERO
    below = hoped[month].expected if month in hoped else ZERO
    return {
        "month": month,
        "signed": signed,
        "expected": expected,
        "hoped": below,
        "amount": signed + expected + below,
        "signed_url": frame.rows(CONTRACTS, month=month),
        "expected_url": frame.rows(DEALS, figure="expected", month=month),
        "hoped_url": frame.rows(DEALS, figure="hoped", month=month),
    }
