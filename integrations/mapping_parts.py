"""What the fields of the mapping form say of one field of a record, as a rule of a map."""

from integrations.importer.mapping import Rule

TEMPLATE = "="  # before the value of a choice that puts columns together
KEPT = ("template", "default", "if_missing", "if_wrong")


def rule_json(rule: Rule) -> dict:
    """A guessed rule as a page keeps it: one column, and what differs from the usual."""
    usual = Rule()
    told = {
        name: getattr(rule, name) for name in KEPT if getattr(rule, name) != getattr(usual, name)
    }
    return told | ({"column": rule.columns[0]} if rule.columns else {})


def map_json(form, field, data: dict) -> dict:
    """The rule of one field, {} where nothing fills it."""
    rule = _source(form, data.get(f"f_{field.name}", ""), data.get(f"e_{field.name}", ""), field)
    if field.relation:
        rule |= _missing(data.get(f"m_{field.name}", ""), rule)
        rule |= _made(rule)
    wrong = form.rules.get(field.name, {}).get("if_wrong") or data.get("wrong", "refuse")
    if rule and wrong == "empty" and not field.required and not field.relation:
        rule["if_wrong"] = "empty"
    return rule


def _source(form, chosen: str, instead: str, field) -> dict:
    """A column, columns together, or the same text for every row; `instead` stands in gaps."""
    if chosen.startswith(TEMPLATE):
        return {"template": chosen.removeprefix(TEMPLATE)} | _default(instead)
    if chosen:
        return {"column": form.columns[int(chosen)]["name"]} | _default(instead)
    return {"template": instead} if instead else {}


def _default(text: str) -> dict:
    return {"default": text} if text else {}


def _made(rule: dict) -> dict:
    """A name that was given for empty cells is that of a customer who may have to be made."""
    text, template = rule.pop("default", ""), rule.get("template", "")
    if text and "{" not in text:
        return {"placeholder": text}
    if text:
        return {"default": text, "if_missing": "create"}
    return {"if_missing": "create"} if template else {}


def _missing(chosen: str, rule: dict) -> dict:
    """What becomes of a name that is not here: a word of the map, or a member by his address."""
    if "@" in chosen:
        return {"placeholder": chosen, "if_missing": "placeholder"}
    return {"if_missing": chosen} if rule and chosen not in ("", "refuse") else {}
