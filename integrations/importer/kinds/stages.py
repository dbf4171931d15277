"""What the stage column of a file says of a deal: its process, stage and status."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from integrations.importer.mapping import StageMeaning, fold
from opportunities.defaults import default_process
from opportunities.models import Stage

ENDS = {
    "won": "won|closed won|closedwon|win|赢单|已赢单|成交|已成交|成功签约|已签约",
    "lost": "lost|closed lost|closedlost|输单|已输单|丢单|失败|已失败",
    "invalid": "invalid|无效|已作废",
    "open": "open|进行中",
}
MEANT = {word: end for end, words in ENDS.items() for word in words.split("|")}


def place(values: dict, context) -> Iterator[tuple[str, str]]:
    """Set process, stage and status; yields (field, reason) for a text that means nothing."""
    by_process = context.once("stages", _stages)
    if "process" not in values:
        values["process"] = context.once("process", default_process)
    stages = by_process[values["process"].pk]
    text, told = values.pop("stage", ""), values.get("status", "")
    meaning, stage = _meaning(text, values["process"], stages, context)
    status = MEANT.get(fold(told), "") if told else _of_flags(values)
    if told and not status:
        allowed = "open, won, lost, invalid"
        reason = _("“%(text)s” is none of %(allowed)s.")
        yield "status", reason % {"text": told, "allowed": allowed}
    # Where another column says how it ended, the stage's own name in the other system is no loss.
    elif meaning is None and status in ("", "open") or not stages:
        yield "stage", _no_stage(text, values["process"], stages)
    else:
        status = status or meaning.status
        values["status"] = status
        values["stage"] = stage or (stages[-1] if status == "won" else stages[0])


def _no_stage(text, process, stages):
    reason = _("“%(text)s” is no stage of %(process)s; its stages are %(stages)s.")
    known = ", ".join(each.name for each in stages)
    return reason % {"text": text, "process": process.name, "stages": known}


def _meaning(text, process, stages, context):
    """(meaning, stage or None for the usual one); (None, None) for an unknown text."""
    meaning = context.stages.get(fold(text))
    if meaning is not None:
        stage = _stage(meaning.stage, stages) if meaning.stage else None
        return (meaning, stage) if stage or not meaning.stage else (None, None)
    if not text:
        return StageMeaning(), None
    if stage := _stage(text, stages):
        return StageMeaning(), stage
    end = "won" if fold(text) == fold(process.won_label) else MEANT.get(fold(text))
    return (StageMeaning(end), None) if end else (None, None)


def _stage(text, stages):
    """By its name, or by its number from 1."""
    numbered = {str(number): stage for number, stage in enumerate(stages, start=1)}
    named = (stage for stage in stages if fold(stage.name) == fold(text))
    return next(named, numbered.get(text))


def _of_flags(values):
    """Exports with one column for closed and one for won."""
    closed, won = values.get("closed"), values.get("won")
    if won:
        return "won"
    return "lost" if closed else ""


def _stages():
    stages = defaultdict(list)
    for stage in Stage.objects.filter(archived=False).order_by("process", "order", "id"):
        stages[stage.process_id].append(stage)
    return stages
