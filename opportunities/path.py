"""The way of one deal through the stages of its process."""

from opportunities.models import Opportunity, Stage


def stages_of(deal: Opportunity, *, with_process: bool = False) -> list[Stage]:
    """The stages in use, in order, and the deal's own even when it was archived meanwhile."""
    stages = Stage.objects.filter(process=deal.process_id).order_by("order", "id")
    if with_process:
        stages = stages.select_related("process")
    return [stage for stage in stages if not stage.archived or stage.pk == deal.stage_id]


def before(stages: list[Stage], stage: Stage) -> list[Stage]:
    return [one for one in stages if one.order < stage.order]


def after(stages: list[Stage], stage: Stage) -> list[Stage]:
    return [one for one in stages if one.order > stage.order]


def within_reach(stages: list[Stage], deal: Opportunity) -> list[Stage]:
    """Where a deal may be moved: back to any, on to the next or, where skipping is allowed, any."""
    later = after(stages, deal.stage)
    return before(stages, deal.stage) + (later if deal.process.allow_skip else later[:1])


def left_by(stages: list[Stage], start: Stage, end: Stage | None) -> list[Stage]:
    """What a move from `start` to `end` leaves or skips; `end` None is the won end."""
    return [
        one for one in stages if one.order >= start.order and (end is None or one.order < end.order)
    ]
