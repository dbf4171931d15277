"""The funnel against its baseline, and each member's shares of the stages (spec 08)."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from django.utils.translation import get_language, gettext

from crm.templatetags.fairway import percent
from reports.charts import bar, share
from reports.funnel import Cell
from reports.links import DEALS
from reports.panels.frame import Frame
from reports.staff import Staff
from reports.standing import Funnel, Row, standing_funnel
from reports.templatetags.heat import HeatCell

MEMBERS_SHOWN = 12
Shown = Callable[[int], int]  # how many of so many members
Link = Callable[..., str]


def funnel(frame: Frame, process, shown: Shown = lambda _members: MEMBERS_SHOWN) -> dict | None:
    """{"process", "deals", "stages", "members", "more"} for the partials; None without one."""
    if process is None:
        return None
    found = standing_funnel(frame.scope, process, frame.period, frame.tenant)
    link = frame.link(DEALS, figure="standing", process=process.pk, month=frame.month)
    shares = [part for cell in found.cells for part in (cell.share, cell.baseline)]
    widest = max(shares) * Fraction(21, 20)  # so that a line at the far end is still seen
    ranked = sorted(found.rows, key=_urgency)
    first = ranked[: shown(len(ranked))]
    return {
        "process": process,
        "url": link(),
        "deals": found.deals,
        "amount": sum(cell.amount for cell in found.cells),
        "stages": [_stage(found, cell, widest, link) for cell in found.cells],
        "members": [_member(frame.staff, row, link) for row in first],
        "more": len(ranked) - len(first),
    }


def _urgency(row: Row) -> tuple:
    """Significant deviations first, then any, then the most deals."""
    significant = sum(cell.significant for cell in row.cells)
    return (-significant, -sum(cell.marked for cell in row.cells), -row.deals, row.member)


def _stage(found: Funnel, cell: Cell, widest, link: Link) -> dict:
    return {
        **_figures(cell),
        "name": found.names[cell.stage],
        "parts": bar(widest, [("f-red" if cell.low else "f-brand", cell.share)]),
        "mark": share(cell.baseline, widest),
        "tone": tone(cell),
        "url": link(stage=cell.stage),
    }


def _member(staff: Staff, row: Row, link: Link) -> dict:
    return {
        "id": row.member,
        "name": staff.name(row.member),
        "deals": row.deals,
        "url": link(member=row.member),
        "cells": [_cell(cell, link(stage=cell.stage, member=row.member)) for cell in row.cells],
    }


def _cell(cell: Cell, url: str) -> HeatCell:
    """The arrow follows the share: before it, it would read as a change by so much."""
    arrow = (" ▼" if cell.low else " ▲") if cell.marked else ""
    title = gettext("Significant") if cell.significant else ""
    text = _whole_percent(cell.count, cell.deals, get_language())
    return HeatCell(f"{text}{arrow}", url, title, heat(cell))


@lru_cache(maxsize=5000)
def _whole_percent(count: int, deals: int, language: str) -> str:
    """A page has hundreds of them, and they repeat themselves."""
    return percent(share(count, deals), 0)


def _figures(cell: Cell) -> dict:
    """Shares in percent and deviations in points, as Decimals for the filters."""
    return {
        "count": cell.count,
        "amount": cell.amount,
        "share": share(cell.share, 1),
        "baseline": share(cell.baseline, 1),
        "deviation": share(cell.deviation, 100),
        "significant": cell.significant,
    }


def tone(cell: Cell) -> str:
    """Red is for too few deals at a stage; too many are worth a look, not an alarm."""
    if not cell.marked:
        return "plain"
    return ("red" if cell.low else "amber") + (" strong" if cell.significant else "")


def heat(cell: Cell) -> str:
    if not cell.marked:
        return ""
    return ("low" if cell.low else "high") + (" strong" if cell.significant else "")
