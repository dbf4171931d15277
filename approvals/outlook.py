"""What a submission would set going: told in its dialog, before anybody is asked (spec 06)."""

from itertools import groupby

from approvals.chains import StepSpec


def outlook(steps: list[StepSpec]) -> list[dict]:
    """One entry a step, in order: {"name", "who": names, "why": the rule in words,
    "beside": whether others decide at the same time}."""
    groups = [list(group) for _order, group in groupby(steps, lambda step: step.order)]
    return [
        {
            "name": step.name,
            "who": [member.name for member in step.assignees],
            "why": step.why,
            "beside": len(group) > 1,
        }
        for group in groups
        for step in group
    ]
