"""The rows of a file to values, or to reasons with row and column."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from integrations.dates import DatesRefused
from integrations.importer.binding import Bound
from integrations.importer.errors import CELL_ERRORS, RowError, empty_reason, reason_of
from integrations.importer.fields import Row
from integrations.importer.mapping import Map, fold
from integrations.importer.moments import order_of
from integrations.importer.readers import Context
from integrations.importer.templates import CONSTANTS
from integrations.table import FileRefused

Sheet = list[tuple[int, dict]]


class Cleaner:
    """Reads every row of one file by the same rules; `notes` are values that were left away."""

    def __init__(
        self, bound: list[Bound], mapping: Map, context: Context, sheet: Sheet, domain: str
    ):
        self.bound, self.empty, self.context = bound, mapping.empty, context
        self.constants = {
            "@tenant": context.tenant.slug,
            "@company": context.tenant.name,
            "@domain": domain,
        }
        self.notes: list[RowError] = []
        self.contexts = {
            each.field.name: replace(
                context, order=self._order(each, mapping, sheet), times=each.rule.times
            )
            for each in bound
        }

    def clean(self, number: int, cells: dict) -> tuple[Row, list[RowError]]:
        row, errors = Row(number, {}, {}), list(self._too_long(number, cells))
        constants = self.constants | {"@row": str(number)}
        for each in self.bound:
            text = each.text(cells, constants, self.empty)
            if each.field.relation:
                row.texts[each.field.name] = text
            elif text:
                errors += self._read(each, text, row)
            elif each.field.required:
                errors.append(RowError(number, each.place, empty_reason()))
        return row, errors

    def _read(self, each: Bound, text: str, row: Row) -> Iterable[RowError]:
        try:
            value = each.field.read(text, self.contexts[each.field.name])
            if each.field.validate is not None:
                each.field.validate.run_validators(value)
        except CELL_ERRORS as wrong:
            error = RowError(row.number, each.place, reason_of(wrong), text)
            if each.rule.if_wrong == "refuse" or each.field.required:
                return [error]
            self.notes.append(error)
            return []
        row.values[each.field.name] = value
        return []

    def _order(self, each: Bound, mapping: Map, sheet: Sheet) -> str:
        if not each.field.dated:
            return "ymd"
        if told := each.rule.date_order or mapping.date_order:
            return told
        try:
            constants = dict.fromkeys(CONSTANTS, "")
            return order_of([each.text(cells, constants, self.empty) for _number, cells in sheet])
        except DatesRefused as refused:
            message = _("Column “%(column)s”: %(reason)s")
            params = {"column": each.place, "reason": str(refused)}
            raise FileRefused(message, code=refused.code, **params) from None

    def _too_long(self, number: int, cells: dict) -> Iterable[RowError]:
        if None in cells:
            reason = _("The row has more cells than there are headings.")
            yield RowError(number, "", reason, " ".join(cells[None]).strip())


def without(sheet: Iterable, leave_out) -> tuple[Sheet, int]:
    """The rows that count, and how many the map leaves out."""
    kept, left_out = [], 0
    for number, cells in sheet:
        if any(fold(cells[column]) in texts for column, texts in leave_out.items()):
            left_out += 1
        else:
            kept.append((number, cells))
    return kept, left_out
