"""The form that says what the columns of a file mean; it makes a map of docs/import.md."""

from functools import cached_property

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.refusals import InputRefused
from crm.templatetags.fairway import listed
from integrations.importer.binding import bind
from integrations.importer.headings import deleted_column, guessed_rules
from integrations.importer.kinds import KINDS
from integrations.importer.labels import label_of
from integrations.importer.mapping import fold, map_of
from integrations.importer.readers import YES
from integrations.mapping_parts import TEMPLATE, map_json, rule_json
from integrations.models import FileImport
from integrations.profile import DOUBTFUL, PROMPTS
from integrations.row_fields import gap_fields, row_fields
from integrations.value_questions import meant, questions_of

ORDERS = [
    ("", "–"),
    ("dmy", gettext_lazy("day / month / year")),
    ("mdy", gettext_lazy("month / day / year")),
]
SAMPLES = 3


class MappingForm(forms.Form):
    """`earlier` is the map of the last file with the same headings; without one columns are
    guessed from their names.

    Names of fields: f_ is the column, o_ the order of its dates, e_ what stands in empty cells,
    m_ what becomes of names that are not here, v_FIELD_COLUMN_n the meaning of its nth text.
    """

    def __init__(self, *args, file_import: FileImport, earlier: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.file_import, self.kind = file_import, KINDS[file_import.kind]
        self.columns = file_import.columns
        self.told = file_import.mapping or earlier or {}
        self.rules = self.told.get("fields") or self._guessed()
        self.asked: dict[str, list] = {}
        self.unseen = False
        for field in self.kind.fields:
            self._add_column(field, self.rules.get(field.name, {}))
        self.fields |= gap_fields(self)
        self.fields |= row_fields(self)
        for field in self.kind.fields:
            self._add_questions(field)

    def _add_column(self, field, rule: dict) -> None:
        label = label_of(self.kind, field.name)
        choices = [("", "–"), *self._columns]
        if template := rule.get("template"):
            choices.append((TEMPLATE + template, _("Together: %(parts)s") % {"parts": template}))
        self.fields[f"f_{field.name}"] = forms.ChoiceField(
            label=f"{label} *" if field.required else label,
            required=False,
            choices=choices,
            initial=self._initial(rule),
        )
        if field.dated and any(each["ambiguous"] for each in self.columns):
            self.fields[f"o_{field.name}"] = forms.ChoiceField(
                label=_("%(field)s: day or month first?") % {"field": label},
                required=False,
                choices=ORDERS,
                initial=rule.get("date_order", ""),
            )

    def _add_questions(self, field) -> None:
        """About the texts of the column that is chosen now; one that was not asked about before
        is shown first, with what is guessed."""
        chosen = self[f"f_{field.name}"].value() or ""
        column = {str(place): each for place, each in enumerate(self.columns)}.get(chosen)
        if column is None:
            return
        values = self.rules.get(field.name, {}).get("values", {})
        stages = self.told.get("stages", {}) if field.name == "stage" else {}
        for place, question in enumerate(
            questions_of(self.kind, field, column, self.blanks, self._so_far())
        ):
            name = f"v_{field.name}_{chosen}_{place}"
            told = values.get(question.text) or _stage_answer(stages.get(question.text))
            self.fields[name] = question.form_field(told)
            self.asked.setdefault(field.name, []).append((name, question.text))
            if self.is_bound and name not in self.data:
                self.unseen = True
                self.data = self.data.copy()
                self.data[name] = self.fields[name].initial

    def _so_far(self) -> dict:
        """The part of the map on which questions depend, as it is chosen now."""
        told = "f_process" in self.fields and self["f_process"].value()
        fields = {"process": {}} if told else {}
        return {"system": self.told.get("system", ""), "fields": fields}

    @cached_property
    def _columns(self) -> list[tuple[str, str]]:
        return [(str(place), self._column(each)) for place, each in enumerate(self.columns)]

    def _column(self, column: dict) -> str:
        samples = listed(column["samples"][:SAMPLES])
        return f"{column['name']} · {samples}" if samples else column["name"]

    @cached_property
    def blanks(self) -> frozenset[str]:
        """Texts that mean: not filled in; as ticked, else those that hardly mean anything else."""
        if self.is_bound and "empty" in self.fields:
            return frozenset(map(fold, self["empty"].value() or ()))
        if self.told:
            return frozenset(map(fold, self.told.get("empty", ())))
        # A name that every record needs is a name, whatever it is.
        needed = {self.rules.get(f.name, {}).get("column") for f in self.kind.fields if f.required}
        found = self.file_import.profile.get("blanks", ())
        blank = {fold(text) for text, _cells, columns in found if not needed & set(columns)}
        asked = {fold(text) for text, _cells, _columns in found} & PROMPTS
        return frozenset(asked | blank - DOUBTFUL)

    def _guessed(self) -> dict:
        rules = guessed_rules(self.kind, self.file_import.header)
        return {name: rule_json(rule) for name, rule in rules.items()}

    def _initial(self, rule: dict) -> str:
        if rule.get("template"):
            return TEMPLATE + rule["template"]
        names = [column["name"] for column in self.columns]
        return str(names.index(rule["column"])) if rule.get("column") in names else ""

    def of_columns(self):
        """The fields that columns fill, as the page shows them."""
        return self._named("f_", "o_")

    def of_nothing(self) -> list[str]:
        """The columns that no field is filled from, as it is chosen now."""
        chosen = [self[name].value() or "" for name in self.fields if name.startswith("f_")]
        left = [each for place, each in self._columns_by_place() if place not in chosen]
        return [name for name in left if not any(f"{{{name}}}" in value for value in chosen)]

    def _columns_by_place(self) -> list[tuple[str, str]]:
        return [(str(place), each["name"]) for place, each in enumerate(self.columns)]

    def of_gaps(self):
        return self._named("e_", "m_")

    def of_texts(self):
        """[(label, bound fields)]: what the texts of a field's column mean."""
        return [
            (label_of(self.kind, name), [self[each] for each, _text in asked])
            for name, asked in self.asked.items()
        ]

    def of_rows(self):
        return [self[name] for name in self.fields if name[1] != "_"]

    def _named(self, *beginnings):
        return [self[name] for name in self.fields if name.startswith(beginnings)]

    def clean(self) -> dict:
        """`mapping` is added: the map as JSON."""
        data = super().clean()
        rules, stages = {}, {}
        for field in self.kind.fields:
            rule = map_json(self, field, data)
            if rule:
                rules[field.name] = rule
            elif field.required and f"f_{field.name}" not in self.errors:
                told = _("Choose a column, or say below what stands in every row.")
                alone = _("Choose a column.")
                self.add_error(
                    f"f_{field.name}", told if f"e_{field.name}" in self.fields else alone
                )
            self._add_order(field.name, rule, data)
            answers = meant(field.name, self._answers(field.name, data))
            if field.name == "stage":
                stages = answers
            elif answers:
                rule["values"] = answers
        data["mapping"] = self._mapping(rules, data) | ({"stages": stages} if stages else {})
        if self.unseen:
            self.add_error(None, _("Say below what the texts of the newly chosen columns mean."))
        if not self.errors:
            self._try(data["mapping"])
        return data

    def _answers(self, name: str, data: dict) -> dict[str, str]:
        """{text: what it means}; names that nothing was said about stay what they are."""
        told = {text: data.get(each, "") for each, text in self.asked.get(name, ())}
        named = self.kind.field(name).relation
        return {text: value for text, value in told.items() if value or not named}

    def _add_order(self, name: str, rule: dict, data: dict) -> None:
        column = next((c for c in self.columns if c["name"] == rule.get("column")), None)
        if f"o_{name}" not in self.fields or not column or not column["ambiguous"]:
            return
        if order := data.get(f"o_{name}"):
            rule["date_order"] = order
            return
        text = _("“%(date)s” can be read in two ways, and so can all of this column.")
        self.add_error(f"o_{name}", text % {"date": column["ambiguous"]})

    def _try(self, mapping: dict) -> None:
        try:
            bind(self.kind, map_of(mapping), self.file_import.header)
        except InputRefused as refused:
            self.add_error(None, str(refused))

    def _mapping(self, rules: dict, data: dict) -> dict:
        told = {
            "kind": self.kind.name,
            "existing": data.get("existing", "skip"),
            "decimal": data.get("decimal", "."),
            "system": data.get("system", ""),
            "country": data.get("country", ""),
            "empty": data.get("empty", []),
            "fields": rules,
        }
        if key := data.get("key"):
            told["key"] = list(self.kind.keys[int(key)])
        if encoding := self.file_import.profile.get("encoding"):
            told["encoding"] = encoding
        if column := deleted_column(self.file_import.header):
            told["leave_out"] = {column: sorted(YES)}
        return told


def _stage_answer(told: dict | None) -> str | None:
    if told is None:
        return None
    return f"open|{told['stage']}" if told.get("stage") else told["status"]
