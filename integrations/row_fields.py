"""The parts of the mapping form about gaps and about whole rows."""

from babel import Locale
from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext, to_locale
from django.utils.translation import gettext as _

from crm.phones import REGIONS, region_of
from crm.templatetags.fairway import listed
from integrations.importer.labels import label_of
from people.models import Member
from tenants.scope import current_tenant

DECIMALS = [(".", "1,234.50"), (",", "1.234,50")]
MEETING = {
    "skip": gettext_lazy("Leave it as it is"),
    "update": gettext_lazy("Change it to what the file says"),
    "refuse": gettext_lazy("Refuse the row"),
}
WRONG = {
    "refuse": gettext_lazy("Refuse the row"),
    "empty": gettext_lazy("Leave the value away and note it, where the field is not required"),
}
MISSING = {
    "refuse": gettext_lazy("Refuse the row"),
    "empty": gettext_lazy("Leave it empty"),
    "create": gettext_lazy("Make a customer of this name"),
}
MOST_MEMBERS = 500


def gap_fields(form) -> dict[str, forms.Field]:
    """e_: what stands in empty cells of required fields. m_: what becomes of unknown names."""
    fields = {}
    for field in form.kind.fields:
        label, rule = label_of(form.kind, field.name), form.rules.get(field.name, {})
        if field.required and not (field.relation and field.relation != "account"):
            fields[f"e_{field.name}"] = forms.CharField(
                label=_("%(field)s, where it is empty") % {"field": label},
                required=False,
                max_length=200,
                initial=rule.get("default") or _constant(field, rule),
                help_text=_("The same text for each such row; {Heading} puts a column in."),
            )
        if field.relation and field.relation != "contract":
            fields[f"m_{field.name}"] = forms.ChoiceField(
                label=_("%(field)s, where the name is not here") % {"field": label},
                required=False,
                choices=_ways(field),
                initial=_way(form, field, rule),
            )
    return fields


def _constant(field, rule):
    """The name of the customer that stands in empty cells."""
    return rule.get("placeholder", "") if field.relation == "account" else ""


def _ways(field):
    if field.relation == "member":
        members = Member.objects.filter(active=True).order_by("name")[:MOST_MEMBERS]
        people = [(each.email, f"{each.name} · {each.email}") for each in members]
        first = [] if field.default == "by" else [("empty", _("No owner: into the pool"))]
        return [*first, *people, ("refuse", MISSING["refuse"])]
    words = ["refuse"] if field.required else ["refuse", "empty"]
    words += ["create"] if field.relation == "account" else []
    return [(word, MISSING[word]) for word in words]


def _way(form, field, rule):
    if rule.get("placeholder"):
        return rule["placeholder"]
    if form.told or field.relation != "member":
        unknown = "empty" if field.relation == "contact" and not form.told else "refuse"
        return rule.get("if_missing", unknown)
    # Leads that somebody works on need an owner; those of the pool are left without all the same.
    worked = form.kind.name == "leads" and "state" in form.rules
    return form.file_import.by.email if worked or field.default == "by" else "empty"


def row_fields(form) -> dict[str, forms.Field]:
    """About every row: what is empty, how it is known again, how its numbers are written."""
    fields = {"empty": field} if (field := _empty(form)) else {}
    fields["key"] = _key(form)
    meeting = [word for word in MEETING if word != "update" or form.kind.changeable]
    fields["existing"] = forms.ChoiceField(
        label=_("Where a record is here already"),
        choices=[(word, MEETING[word]) for word in meeting],
        initial=form.told.get("existing", "skip"),
    )
    fields["wrong"] = forms.ChoiceField(
        label=_("Where a value cannot be read"), choices=list(WRONG.items()), required=False
    )
    if phones := _phones(form):
        fields["country"] = phones
    fields["decimal"] = forms.ChoiceField(
        label=_("Numbers are written"),
        choices=DECIMALS,
        initial=form.told.get("decimal") or form.told.get("file", {}).get("decimal", "."),
    )
    fields["system"] = forms.CharField(
        label=_("System that the numbers are from"),
        required=False,
        max_length=40,
        initial=form.told.get("system", ""),
        help_text=_("Keeps the numbers of two systems apart."),
    )
    return fields


def _empty(form):
    found = form.file_import.profile.get("blanks")
    if not found:
        return None
    choices = [(text, f"{text} · {cells} · {_some(columns)}") for text, cells, columns in found]
    return forms.MultipleChoiceField(
        label=_("These texts mean: not filled in"),
        choices=choices,
        required=False,
        initial=[
            text for text, _cells, _columns in found if text.strip().casefold() in form.blanks
        ],
        widget=forms.CheckboxSelectMultiple,
    )


def _some(columns):
    shown = listed(columns[:2])
    return f"{shown} …" if len(columns) > 2 else shown


def _key(form):
    kind, told = form.kind, tuple(form.told.get("key", ()))
    ways = [" + ".join(label_of(kind, name) for name in key) for key in kind.keys]
    usual = _("Usual: %(ways)s") % {"ways": pgettext("one of", " / ").join(ways)}
    return forms.ChoiceField(
        label=_("A row is known again by"),
        choices=[("", usual), *((str(place), way) for place, way in enumerate(ways))],
        required=False,
        initial=str(kind.keys.index(told)) if told in kind.keys else "",
    )


def _phones(form):
    """Which country numbers without + are from, where a column holds phones."""
    name = form.rules.get("phone", {}).get("column")
    column = next((each for each in form.columns if each["name"] == name), None)
    if column is None:
        return None
    home, names = current_tenant().country, Locale.parse(to_locale(get_language())).territories
    guess = region_of(column["samples"], home)
    other = _("The first rows look like it; the company's own country is %(home)s.")
    return forms.ChoiceField(
        label=_("Phone numbers without + are from"),
        choices=[(code, names.get(code, code)) for code in sorted(REGIONS, key=home.__ne__)],
        required=False,
        initial=form.told.get("country") or guess,
        help_text="" if guess == home else other % {"home": names.get(home, home)},
    )
