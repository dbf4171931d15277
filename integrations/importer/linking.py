"""The texts of relations replaced by the records that they name."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from integrations.importer.binding import Bound
from integrations.importer.errors import MapRefused, RowError, empty_reason
from integrations.importer.fields import Kind, Row
from integrations.importer.readers import Context
from integrations.importer.relations import FINDERS
from people.models import Member


def link(
    kind: Kind, rows: list[Row], bound: list[Bound], context: Context, by: Member, notes: list
) -> Iterator[RowError]:
    """Put records into the rows' values; yields an error for each cell that names none. Where the
    map says what then, that is written in `notes`."""
    for each in bound:
        if each.field.relation and each.field.name != kind.own_relation:
            yield from _link_field(rows, each, context, by, notes)
    filled = {each.field.name for each in bound}
    for field in kind.fields:
        if field.default == "by" and field.name not in filled:
            for row in rows:
                row.values[field.name] = by


def _link_field(rows, each: Bound, context: Context, by: Member, notes: list):
    name, rule = each.field.name, each.rule
    for row in rows:
        row.texts[name] = row.texts[name] or rule.placeholder
    texts = {row.texts[name] for row in rows} - {""}
    if not texts and not each.field.required and each.field.default != "by":
        return
    if rule.placeholder and rule.if_missing == "placeholder":
        texts.add(rule.placeholder)
    found = _found(each, texts, context, by)
    for row in rows:
        if error := _place(row, each, found, by):
            yield error
        elif row.texts[name] and not found.get(row.texts[name]):
            notes.append(_note(row, each))


def _note(row: Row, each: Bound) -> RowError:
    name, text = each.field.name, row.texts[each.field.name]
    reason = _("“%(text)s” is not here yet. It becomes: %(value)s.")
    told = {"text": text, "value": row.values.get(name) or _("empty")}
    return RowError(row.number, each.place, reason % told, text)


def _found(each: Bound, texts: set[str], context: Context, by: Member):
    """What the texts name, with what the map wants made where there is nothing."""
    finder, rule = FINDERS[each.field.relation], each.rule
    found = finder.find(texts, context.system)
    missing = [text for text in sorted(texts) if not found[text]]
    wanted = missing if rule.if_missing == "create" else [rule.placeholder]
    wanted = [text for text in wanted if text in missing]
    if not wanted:
        return found
    if finder.create is None:
        message = _("“%(field)s” names records that an import does not make.")
        raise MapRefused(message, code="value", field=each.field.name)
    finder.create(by, wanted)
    return found | finder.find(set(wanted), context.system)


def _place(row: Row, each: Bound, found: dict, by: Member) -> RowError | None:
    name, rule, text = each.field.name, each.rule, row.texts[each.field.name]
    records = found.get(text, [])
    if not records and text and rule.if_missing == "placeholder":
        records = found[rule.placeholder]
    if len(records) == 1:
        row.values[name] = records[0]
        return None
    if each.field.default == "by" and (not text or each.rule.if_missing == "empty"):
        row.values[name] = by
        return None
    reason = _reason(each, text, records)
    return RowError(row.number, each.place, reason, text) if reason else None


def _reason(each: Bound, text: str, records: list) -> str:
    if not text:
        return empty_reason() if each.field.required else ""
    if len(records) > 1:
        return _("“%(text)s” is the name of %(count)s records.") % {
            "text": text,
            "count": len(records),
        }
    if each.rule.if_missing == "empty" and not each.field.required:
        return ""
    return _(
        "“%(text)s” is not here yet. Import it first, or say in the mapping what becomes of "
        "unknown names."
    ) % {"text": text}
