"""What a submission or a decision would set going: told in its dialog beforehand (spec 06)."""

from itertools import groupby

from django.utils.translation import gettext as _

from approvals.chains import StepSpec
from approvals.effects import effects_of
from approvals.models import Step
from crm.templatetags.fairway import listed


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


def after_agreement(step: Step) -> str:
    """Who is still asked when this step agrees; of the last one what its agreement does."""
    rest = step.round.steps.filter(decided_by=None).exclude(state=Step.State.CANCELLED)
    names = [other.name for other in rest if other.pk != step.pk]
    if names:
        return _("It still needs the agreement of: %(steps)s.") % {"steps": listed(names)}
    return str(effects_of(step.round).last)
