"""What a submission or a decision would set going: told in its dialog beforehand (spec 06)."""

from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from approvals.chains import StepSpec
from approvals.effects import effects_of
from approvals.models import Step
from crm.templatetags.fairway import listed


def outlook(steps: list[StepSpec]) -> list[dict]:
    """One entry a step, in order: {"name", "who": names, "why": the rule in words, "place": from
    1, "beside": whether others decide at the same time, "first": whether others come after it}."""
    groups = [list(group) for _order, group in groupby(steps, lambda step: step.order)]
    return [
        {
            "name": step.name,
            "who": [member.name for member in step.assignees],
            "why": step.why,
            "place": place,
            "beside": len(group) > 1,
            "first": place == 1 and len(groups) > 1,
        }
        for place, group in enumerate(groups, 1)
        for step in group
    ]


def after_agreement(step: Step) -> str:
    """Who is still asked when this step agrees; of the last one what its agreement does."""
    names = [other.name for other in others_to_decide(step)]
    if names:
        return _("It still needs the agreement of: %(steps)s.") % {"steps": listed(names)}
    return str(effects_of(step.round).last)


def others_to_decide(step: Step) -> QuerySet[Step]:
    """The steps of its round that are undecided besides it."""
    rest = step.round.steps.filter(decided_by=None).exclude(state=Step.State.CANCELLED)
    return rest.exclude(pk=step.pk)
