"""Exit criteria: what a deal must have before it leaves a stage (spec 04).

Rooms further right register the checks that only they can answer: quotes registers
`quote_in_state` in its AppConfig.ready(). A kind that nobody registered is never met.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from activities.kinds import kind_of
from activities.models import Note, Task
from opportunities.models import ExitCriterion, Opportunity, Stage, StageTask, Waiver
from tenants.fields import Ids

Kind = ExitCriterion.Kind
Check = Callable[[Opportunity, str], bool]
_checks: dict[str, Check] = {}

# Fields that a criterion may ask for, by the names of the record page.
FIELDS = (
    "amount",
    "expected_close_date",
    "contact",
    "budget",
    "budget_approved",
    "needs",
    "competitors",
    "next_step",
    "commit_amount",
)


@dataclass(frozen=True)
class Item:
    """One line of a deal's checklist."""

    criterion: ExitCriterion
    met: bool
    waiver: Waiver | None = None

    @property
    def passed(self) -> bool:
        return self.met or self.waiver is not None

    def __str__(self) -> str:
        return self.criterion.label


def register(kind: str, check: Check) -> None:
    """Let `check(opportunity, value)` answer criteria of a kind; `value` is the criterion's."""
    _checks[kind] = check


def holds(kind: str, opportunity: Opportunity, value: str) -> bool:
    """Whether a deal meets a condition of a registered kind."""
    return kind in _checks and _checks[kind](opportunity, value)


def checklist(deal: Opportunity, stages: Iterable[Stage]) -> list[Item]:
    """What leaving each of `stages` asks for, in order, and how the deal stands to it."""
    left = {stage.pk: stage for stage in stages}
    asked = list(ExitCriterion.objects.filter(stage_id__any=Ids.of(left)).order_by("order", "id"))
    for one in asked:
        one.stage = left[one.stage_id]
    asked.sort(key=lambda one: one.stage.order)
    waived = {}
    if asked:
        waivers = Waiver.objects.filter(opportunity=deal).select_related("by")
        waived = {waiver.criterion_id: waiver for waiver in waivers}
    return [Item(one, _met(deal, one), waived.get(one.pk)) for one in asked]


def missing(deal: Opportunity, stages: Iterable[Stage]) -> list[Item]:
    return [item for item in checklist(deal, stages) if not item.passed]


def _met(deal: Opportunity, criterion: ExitCriterion) -> bool:
    if criterion.kind == Kind.TASK_DONE:
        return _tasks_done(deal, criterion.stage)
    return holds(criterion.kind, deal, criterion.value)


def _tasks_done(deal: Opportunity, stage: Stage) -> bool:
    """Every required task of the stage is done on this deal, by its template or by its title."""
    wanted = list(StageTask.objects.filter(stage=stage, required=True))
    done = Task.objects.filter(kind=kind_of(deal).name, object_id=deal.pk, done_at__isnull=False)
    found = set(done.values_list("template", flat=True)) | set(done.values_list("title", flat=True))
    return all(str(one.pk) in found or one.title in found for one in wanted)


def _field_filled(deal: Opportunity, value: str) -> bool:
    return value in FIELDS and bool(getattr(deal, value))


def _activity(deal: Opportunity, value: str) -> bool:
    notes = Note.objects.filter(kind=kind_of(deal).name, object_id=deal.pk)
    return (notes.filter(type=value) if value else notes).exists()


def _contact_known(deal: Opportunity, value: str) -> bool:
    """The deal names a person; with a value, one whose job title contains it."""
    return deal.contact is not None and value.lower() in deal.contact.title.lower()


register(Kind.FIELD_FILLED, _field_filled)
register(Kind.ACTIVITY, _activity)
register(Kind.CONTACT_KNOWN, _contact_known)
