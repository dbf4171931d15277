"""The standing funnel 销售漏斗 from rows: open deals by stage, and what was won in the period."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, Sum, Value

from opportunities.models import PipelineSum, Process, Stage
from reports.days import Range
from reports.deals import RAW, won_deals
from reports.funnel import Cell, standing_of
from reports.scope import Scope
from tenants.models import Tenant

WON = "won"


@dataclass(frozen=True)
class Row:
    """One member's cells in the order of the stages."""

    member: int
    deals: int
    cells: list[Cell]


@dataclass(frozen=True)
class Funnel:
    process: Process
    names: dict  # stage id or WON → label, in order
    cells: list[Cell]
    rows: list[Row]  # the most deals first

    @property
    def deals(self) -> int:
        return sum(cell.count for cell in self.cells)


def processes() -> list[Process]:
    """The processes to choose from, the tenant's default first."""
    return sorted(
        Process.objects.filter(archived=False), key=lambda process: not process.is_default
    )


def standing_funnel(scope: Scope, process: Process, period: Range, tenant: Tenant) -> Funnel:
    """One process: two statements, whatever the number of deals and members."""
    groups = _groups(scope, process, period)
    used = {stage for _member, stage, _count, _amount in groups}
    stages = [
        stage
        for stage in Stage.objects.filter(process=process)
        if not stage.archived or stage.pk in used
    ]
    baselines = [(stage.pk, stage.baseline_share) for stage in stages]
    baselines.append((WON, process.won_baseline))
    result = standing_of(groups, baselines, tenant.deviation_threshold)
    names = {stage.pk: stage.name for stage in stages} | {WON: process.won_label}
    rows = [
        Row(member, sum(cell.count for cell in cells), cells)
        for member, cells in result["members"].items()
    ]
    rows.sort(key=lambda row: (-row.deals, row.member))
    return Funnel(process, names, result["stages"], rows)


def _groups(scope: Scope, process: Process, period: Range) -> list[tuple]:
    """(member id, stage id or WON, count, amount)."""
    standing = PipelineSum.objects.filter(scope.owned(), stage__process=process)
    won = won_deals(scope, period).filter(process=process).order_by()
    ended = won.values_list("credited_to_id", Value(None, output_field=BigIntegerField())).annotate(
        deals=Count("*", output_field=RAW), total=Sum("amount", output_field=RAW)
    )
    rows = standing.by("owner_id", "stage_id").union(ended, all=True)
    return [(member, stage or WON, *sums) for member, stage, *sums in rows]
