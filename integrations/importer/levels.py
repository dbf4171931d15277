"""Rows that point at rows of the same file: a subsidiary comes in after its parent."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from integrations.importer.binding import Bound
from integrations.importer.errors import RowError
from integrations.importer.fields import Kind, Row
from integrations.importer.mapping import fold
from integrations.importer.readers import Context
from integrations.importer.relations import FINDERS


def in_order(
    kind: Kind, rows: list[Row], bound: list[Bound], context: Context, errors: list[RowError]
) -> Iterator[list[Row]]:
    """Batches to be written one after the other; each finds its parents in those before.

    Rows whose parent neither is here nor comes in are reported in `errors`, and so are circles.
    """
    each = next((one for one in bound if one.field.name == kind.own_relation), None)
    if each is None:
        yield rows
        return
    yield [row for row in rows if not row.texts[each.field.name]]
    waiting = [row for row in rows if row.texts[each.field.name]]
    while waiting:
        texts = {row.texts[each.field.name] for row in waiting}
        found = FINDERS[each.field.relation].find(texts, context.system)
        coming = _names(waiting)
        ready = [row for row in waiting if _ready(row, each, found, coming)]
        done = {row.number for row in ready}
        waiting = [row for row in waiting if row.number not in done]
        if not ready:
            break
        yield [row for row in ready if not _lost(row, each, found, errors)]
    errors += [_circle(row, each) for row in waiting]


def _names(rows):
    """How rows that are still to come may be called by others."""
    return {
        fold(str(row.values[name])): row.number
        for row in rows
        for name in ("name", "external_id")
        if row.values.get(name)
    }


def _ready(row, each, found, coming):
    """Its parent is here, or is not in the file either."""
    text = row.texts[each.field.name]
    return bool(found[text]) or fold(text) not in coming


def _lost(row: Row, each: Bound, found: dict, errors: list[RowError]) -> bool:
    text = row.texts[each.field.name]
    if len(found[text]) == 1:
        row.values[each.field.name] = found[text][0]
        return False
    if each.rule.if_missing == "empty":
        return False
    reason = _("“%(text)s” is neither here nor among the rows that come in.") % {"text": text}
    errors.append(RowError(row.number, each.place, reason, text))
    return True


def _circle(row: Row, each: Bound) -> RowError:
    text = row.texts[each.field.name]
    reason = _("“%(text)s” belongs, by way of others, to this very row.") % {"text": text}
    return RowError(row.number, each.place, reason, text)
