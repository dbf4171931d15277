"""The form that says which column fills which field; it makes a map of docs/import.md."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from crm.refusals import InputRefused
from integrations.importer.binding import bind
from integrations.importer.headings import deleted_column, guessed_rules
from integrations.importer.kinds import KINDS
from integrations.importer.labels import label_of
from integrations.importer.mapping import map_of
from integrations.importer.readers import YES
from integrations.models import FileImport

ORDERS = [
    ("", "–"),
    ("dmy", gettext_lazy("day / month / year")),
    ("mdy", gettext_lazy("month / day / year")),
]
DECIMALS = [(".", "1,234.50"), (",", "1.234,50")]
MEETING = {
    "skip": gettext_lazy("Leave it as it is"),
    "update": gettext_lazy("Change it to what the file says"),
    "refuse": gettext_lazy("Refuse the row"),
}
TEMPLATE = "="  # before the value of a choice that puts columns together


class MappingForm(forms.Form):
    """`earlier` is the map of the last file with the same headings; without one columns are
    guessed from their names."""

    def __init__(self, *args, file_import: FileImport, earlier: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.file_import, self.kind = file_import, KINDS[file_import.kind]
        self.columns = file_import.columns
        self.told = file_import.mapping or earlier or {}
        self._add_fields()
        self._add_rules()

    def _add_fields(self) -> None:
        rules = self.told.get("fields") or self._guessed()
        columns = [(str(place), self._column(each)) for place, each in enumerate(self.columns)]
        doubtful = any(each["ambiguous"] for each in self.columns)
        for field in self.kind.fields:
            rule, label = rules.get(field.name, {}), label_of(self.kind, field.name)
            choices = [("", "–"), *columns]
            if template := rule.get("template"):
                choices.append(
                    (TEMPLATE + template, _("Together: %(parts)s") % {"parts": template})
                )
            self.fields[f"f_{field.name}"] = forms.ChoiceField(
                label=label,
                required=field.required,
                choices=choices,
                initial=self._initial(rule),
            )
            if field.dated and doubtful:
                self.fields[f"o_{field.name}"] = forms.ChoiceField(
                    label=_("%(field)s: day or month first?") % {"field": label},
                    required=False,
                    choices=ORDERS,
                    initial=rule.get("date_order", ""),
                )

    def _add_rules(self) -> None:
        ways = [" + ".join(label_of(self.kind, name) for name in key) for key in self.kind.keys]
        usual = _("Usual: %(ways)s") % {"ways": pgettext("one of", " / ").join(ways)}
        keys = [("", usual), *((str(place), way) for place, way in enumerate(ways))]
        told = tuple(self.told.get("key", ()))
        meeting = [w for w in MEETING if w != "update" or self.kind.changeable]
        self.fields["key"] = forms.ChoiceField(
            label=_("A row is known again by"),
            choices=keys,
            required=False,
            initial=str(self.kind.keys.index(told)) if told in self.kind.keys else "",
        )
        self.fields["existing"] = forms.ChoiceField(
            label=_("Where a record is here already"),
            choices=[(word, MEETING[word]) for word in meeting],
            initial=self.told.get("existing", "skip"),
        )
        self.fields["decimal"] = forms.ChoiceField(
            label=_("Numbers are written"),
            choices=DECIMALS,
            initial=self.told.get("decimal") or self.told.get("file", {}).get("decimal", "."),
        )
        self.fields["system"] = forms.CharField(
            label=_("System that the numbers are from"),
            required=False,
            max_length=40,
            initial=self.told.get("system", ""),
            help_text=_("Keeps the numbers of two systems apart."),
        )

    def _guessed(self) -> dict:
        rules = guessed_rules(self.kind, self.file_import.header)
        return {
            name: {"template": rule.template} if rule.template else {"column": rule.columns[0]}
            for name, rule in rules.items()
        }

    def _column(self, column: dict) -> str:
        samples = pgettext("between items", ", ").join(column["samples"])
        return f"{column['name']} · {samples}" if samples else column["name"]

    def _initial(self, rule: dict) -> str:
        if rule.get("template"):
            return TEMPLATE + rule["template"]
        names = [column["name"] for column in self.columns]
        return str(names.index(rule["column"])) if rule.get("column") in names else ""

    def of_columns(self):
        """The fields that columns fill, as the page shows them."""
        return [self[name] for name in self.fields if name.startswith(("f_", "o_"))]

    def of_rows(self):
        return [self[name] for name in self.fields if not name.startswith(("f_", "o_"))]

    def clean(self) -> dict:
        """`mapping` is added: the map as JSON."""
        data = super().clean()
        rules = {}
        for field in self.kind.fields:
            if chosen := data.get(f"f_{field.name}"):
                rules[field.name] = self._rule(field.name, chosen, data)
        data["mapping"] = self._mapping(rules, data)
        if not self.errors:
            try:
                bind(self.kind, map_of(data["mapping"]), self.file_import.header)
            except InputRefused as refused:
                self.add_error(None, str(refused))
        return data

    def _rule(self, name: str, chosen: str, data: dict) -> dict:
        if chosen.startswith(TEMPLATE):
            return {"template": chosen.removeprefix(TEMPLATE)}
        column = self.columns[int(chosen)]
        rule = {"column": column["name"]}
        if f"o_{name}" not in self.fields or not column["ambiguous"]:
            return rule
        if order := data.get(f"o_{name}"):
            return rule | {"date_order": order}
        text = _("“%(date)s” can be read in two ways, and so can all of this column.")
        self.add_error(f"o_{name}", text % {"date": column["ambiguous"]})
        return rule

    def _mapping(self, rules: dict, data: dict) -> dict:
        told = {
            "kind": self.kind.name,
            "existing": data.get("existing", "skip"),
            "decimal": data.get("decimal", "."),
            "system": data.get("system", ""),
            "fields": rules,
        }
        if key := data.get("key"):
            told["key"] = list(self.kind.keys[int(key)])
        if encoding := self.file_import.profile.get("encoding"):
            told["encoding"] = encoding
        if column := deleted_column(self.file_import.header):
            told["leave_out"] = {column: sorted(YES)}
        return told
