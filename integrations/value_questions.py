"""Questions about the texts of a column whose field takes some words only, each with a guess."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from integrations.importer.fields import Field, Kind
from integrations.importer.mapping import fold
from integrations.importer.meanings import meaning_of
from integrations.importer.readers import NO, YES, yes_no
from integrations.importer.relations import FINDERS, MODELS
from opportunities.defaults import default_process
from opportunities.models import Opportunity, Stage
from people.models import Member
from people.roles import Role

# Records to choose from; a catalogue of thousands is no list.
MOST_RECORDS = 300
RECORDS = {"product": ("sku", "name"), "process": ("name", "name"), "member": ("email", "name")}
OPEN = "open|"  # before the name of a stage in the value of an answer


@dataclass(frozen=True)
class Question:
    """What does `text`, of so many `cells`, mean? `answers` are (value, label)."""

    text: str
    cells: int
    answers: list[tuple[str, str]]
    guess: str
    otherwise: str

    def form_field(self, initial: str | None) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=f"{self.text} · {self.cells}",
            required=False,
            choices=[("", self.otherwise), *self.answers],
            initial=self.guess if initial is None else initial,
        )


def questions_of(
    kind: Kind, field: Field, column: dict, blanks: frozenset[str], told: dict
) -> list[Question]:
    """One for each text of the column that is not understood by itself; stages are all asked.

    `told` is the map so far: its `system`, and whether its `fields` name a process.
    """
    values = [[text, n] for text, n in column.get("values", []) if fold(text) not in blanks]
    answers = answers_of(kind, field, told) if values else []
    if not answers:
        return []
    if field.relation:
        found = FINDERS[field.relation].find({text for text, _n in values}, told.get("system", ""))
        values = [[text, n] for text, n in values if not found[text]]
    else:
        values = [[text, n] for text, n in values if not _understood(field, text, answers)]
    name = "yes" if field.read is yes_no else field.name
    otherwise = _otherwise(field)
    return [
        Question(text, n, answers, meaning_of(name, text, answers), otherwise) for text, n in values
    ]


def _otherwise(field: Field) -> str:
    """What an unanswered question means."""
    if field.relation:
        return _("As other names that are not here")
    return _("Refuse the row") if field.name == "stage" else _("Leave it empty")


def answers_of(kind: Kind, field: Field, told: dict) -> list[tuple[str, str]]:
    """(value, label) of what the field takes; none where it takes any text."""
    if kind.name == "opportunities" and field.name == "stage":
        return _stages(told)
    if kind.name == "opportunities" and field.name == "status":
        return [(str(value), str(label)) for value, label in Opportunity.Status.choices]
    if kind.name == "members" and field.name == "roles":
        return [(str(value), str(label)) for value, label in Role.choices]
    if field.read is yes_no:
        return [("yes", _("Yes")), ("no", _("No"))]
    if field.relation in RECORDS:
        return _records(field.relation)
    choices = getattr(field.validate, "choices", None) or ()
    return [(str(value), str(label)) for value, label in choices]


def _stages(told):
    """Those of the usual process, where no column names another."""
    names = Stage.objects.filter(archived=False).order_by("process", "order", "id")
    if "process" not in told.get("fields", {}):
        names = names.filter(process=default_process())
    ends = ("won", "lost", "invalid")
    labels = dict(Opportunity.Status.choices)
    open_ones = dict.fromkeys(names.values_list("name", flat=True))
    return [(OPEN + name, name) for name in open_ones] + [(end, str(labels[end])) for end in ends]


def _records(relation):
    value, label = RECORDS[relation]
    rows = Member.objects.filter(active=True) if relation == "member" else MODELS[relation].objects
    found = list(rows.order_by(label).values_list(value, label)[: MOST_RECORDS + 1])
    return found if len(found) <= MOST_RECORDS else []


def _understood(field, text, answers):
    if field.name == "stage":
        return False
    if field.read is yes_no:
        return fold(text) in YES | NO
    return any(fold(text) in (fold(value), fold(label)) for value, label in answers)


def meant(name: str, answers: dict[str, str]) -> dict:
    """What a map says of {text: chosen value}: `values` of a rule, or `stages` of the map."""
    if name != "stage":
        return answers
    return {
        text: {"status": "open", "stage": value.removeprefix(OPEN)}
        if value.startswith(OPEN)
        else {"status": value}
        for text, value in answers.items()
        if value
    }
