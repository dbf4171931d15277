"""Which column of a file fills which field, guessed from its heading."""

import re

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from integrations.importer.fields import Kind
from integrations.importer.known_headings import KNOWN
from integrations.importer.labels import label_of
from integrations.importer.mapping import Rule

# A full name put together where no column holds one.
NAME_PARTS = (("firstname", "lastname"), ("givenname", "surname"), ("名", "姓"))
NAMED = {"contacts": "name", "leads": "person", "members": "name"}
DELETED = ("isdeleted", "deleted", "fivetrandeleted")
IN_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")


def plain(heading: str) -> str:
    text = re.sub(r"[\W_]+", "", heading.casefold())
    return text.removeprefix("property") or text


def _columns(header: list[str]) -> dict[str, str]:
    """{plain name: heading}; 金额（元） is also known as 金额."""
    whole = {plain(heading): heading for heading in reversed(header)}
    short = {plain(IN_BRACKETS.sub("", heading)): heading for heading in reversed(header)}
    return {name: heading for name, heading in short.items() if name} | whole


def guessed_rules(kind: Kind, header: list[str]) -> dict[str, Rule]:
    """Rules for the fields of a kind whose columns are known by their headings."""
    columns = _columns(header)
    rules = {}
    for field, names in KNOWN.get(kind.name, {}).items():
        found = next((columns[name] for name in names.split("|") if name in columns), None)
        if found is not None:
            rules[field] = _rule(kind.field(field), found)
    rules |= _own_names(kind, columns, rules)
    if named := NAMED.get(kind.name):
        rules |= _full_name(named, columns, rules.get(named))
    return rules | _made_up(kind, columns, rules)


def _rule(field, column: str) -> Rule:
    """Numbers of another system name few of the members and parents that are here, and its words
    are not ours: what is not understood is left away, where the field is not required."""
    number = plain(column).endswith("id") and field is not None and not field.required
    words = getattr(field and field.validate, "choices", None) and not field.required
    return Rule(
        columns=(column,),
        if_missing="empty" if number else "refuse",
        if_wrong="empty" if words else "refuse",
    )


def _own_names(kind, columns, rules):
    """Columns left over that are called as we call the field, in the code or in a language."""
    used = {column for rule in rules.values() for column in rule.columns}
    left = {name: column for name, column in columns.items() if column not in used}
    own = {}
    for field in kind.fields:
        names = (plain(field.name), *_labels(kind, field.name))
        found = next((left.pop(name) for name in names if name in left), None)
        if found is not None and field.name not in rules:
            own[field.name] = _rule(field, found)
    return own


def _labels(kind, name):
    for language, _label in settings.LANGUAGES:
        with override(language):
            yield plain(label_of(kind, name))


def _full_name(field, columns, rule):
    """The name put together where there is no column for it, or the column is empty."""
    for first, last in NAME_PARTS:
        if first in columns and last in columns:
            order = (last, first) if first == "名" else (first, last)
            space = "" if first == "名" else " "
            name = space.join(f"{{{columns[part]}}}" for part in order)
            return {field: Rule(rule.columns, default=name) if rule else Rule(template=name)}
    return {}


def _made_up(kind, columns, rules):
    """What a required field may hold where the file has no column for it."""
    if kind.name == "products" and "sku" not in rules and "name" in rules:
        return {"sku": Rule(template=f"{{{rules['name'].columns[0]}|dashes|upper}}")}
    if kind.name == "leads" and "company" not in rules and rules:
        return _nameless(rules)
    if kind.name == "members" and "email" not in rules and "name" in rules:
        return _addresses(rules)
    return {}


def _nameless(rules):
    """Leads that are persons: the person stands for the company, else the lead's number does."""
    person, number = rules.get("person"), rules.get("external_id")
    if person:
        name = person.template or f"{{{person.columns[0]}}}"
        return {"company": Rule(template=name)}
    if number:
        text = _("Lead {number}").replace("{number}", f"{{{number.columns[0]}}}")
        return {"company": Rule(template=text)}
    return {}


def _addresses(rules):
    """Members without addresses get those of the importing member's house."""
    made = {}
    for address, name in (("email", "name"), ("manager_email", "manager")):
        if name in rules and address not in rules and rules[name].columns:
            made[address] = Rule(template=f"{{{rules[name].columns[0]}|dots}}@{{@domain}}")
    return made


def deleted_column(header: list[str]) -> str | None:
    """The column by which an export marks rows that were deleted there."""
    return next((heading for heading in header if plain(heading) in DELETED), None)
