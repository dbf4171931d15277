"""The funnel against its baseline, and each member's shares of the stages (spec 08)."""

from fractions import Fraction

from reports.charts import bar, share
from reports.funnel import Cell
from reports.links import DEALS
from reports.panels.frame import Frame
from reports.standing import Funnel, Row, standing_funnel

MEMBERS_SHOWN = 12


def funnel(frame: Frame, process, shown: int | None = MEMBERS_SHOWN) -> dict | None:
    """{"process", "deals", "stages", "members", "more"} for the partials; None without one."""
    if process is None:
        return None
    found = standing_funnel(frame.scope, process, frame.period, frame.tenant)
    shares = [part for cell in found.cells for part in (cell.share, cell.baseline)]
    widest = max(shares) * Fraction(21, 20)  # so that a line at the far end is still seen
    ranked = sorted(found.rows, key=_urgency)
    return {
        "process": process,
        "url": _url(frame, process),
        "deals": found.deals,
        "amount": sum(cell.amount for cell in found.cells),
        "stages": [_stage(frame, found, cell, widest) for cell in found.cells],
        "members": [_member(frame, found, row) for row in ranked[:shown]],
        "more": len(ranked[shown:]) if shown else 0,
    }


def _urgency(row: Row) -> tuple:
    """Significant deviations first, then any, then the most deals."""
    significant = sum(cell.significant for cell in row.cells)
    return (-significant, -sum(cell.marked for cell in row.cells), -row.deals, row.member)


def _stage(frame: Frame, found: Funnel, cell: Cell, widest) -> dict:
    low = cell.marked and cell.deviation < 0
    return {
        **_figures(cell),
        "name": found.names[cell.stage],
        "parts": bar(widest, [("f-red" if low else "f-brand", cell.share)]),
        "mark": share(cell.baseline, widest),
        "tone": tone(cell),
        "url": _url(frame, found.process, cell.stage),
    }


def _member(frame: Frame, found: Funnel, row: Row) -> dict:
    cells = [
        {
            **_figures(cell),
            "css": heat(cell),
            "url": _url(frame, found.process, cell.stage, row.member),
        }
        for cell in row.cells
    ]
    return {
        "id": row.member,
        "name": frame.staff.name(row.member),
        "deals": row.deals,
        "url": _url(frame, found.process, member=row.member),
        "cells": cells,
    }


def _figures(cell: Cell) -> dict:
    """Shares in percent and deviations in points, as Decimals for the filters."""
    return {
        "count": cell.count,
        "amount": cell.amount,
        "share": share(cell.share, 1),
        "baseline": share(cell.baseline, 1),
        "deviation": share(cell.deviation, 100),
        "marked": cell.marked,
        "significant": cell.significant,
        "low": cell.deviation < 0,
    }


def tone(cell: Cell) -> str:
    if not cell.marked:
        return "plain"
    return "red" if cell.significant or cell.deviation < 0 else "amber"


def heat(cell: Cell) -> str:
    if not cell.marked:
        return ""
    return ("low" if cell.deviation < 0 else "high") + (" strong" if cell.significant else "")


def _url(frame: Frame, process, stage=None, member: int | None = None) -> str:
    return frame.rows(
        DEALS,
        figure="standing",
        process=process.pk,
        stage=stage,
        member=member,
        month=frame.month,
    )
