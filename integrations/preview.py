"""What a check shows: the first rows as they would land, and what is wrong with which."""

from datetime import date
from decimal import Decimal

from django.db.models import Model
from django.utils.translation import gettext as _

from crm.templatetags.fairway import date_h, money
from integrations.importer.binding import Bound
from integrations.importer.errors import RowError
from integrations.importer.outcome import CREATED, REFUSED, Written
from integrations.importer.prepare import Prepared
from integrations.importer.readers import amount

ROWS, ERRORS, NOTES, TEXT = 8, 30, 20, 80


def preview_of(prepared: Prepared, written: list[Written]) -> dict:
    """JSON: {"fields", "rows": [{"row", "what", "similar", "cells": [{"text", "wrong"}]}],
    "errors", "more_errors", "notes", "more_notes", "similar"}. Errors and notes are [row, column,
    text, reason], the first ones of each; `similar` counts new rows that may be here already.
    """
    outcome = prepared.outcome
    fields = [field.name for field in prepared.kind.fields]
    bound = sorted(prepared.bound, key=lambda each: fields.index(each.field.name))
    clean = {row.number: row for row in prepared.rows}
    whats = {each.row: each.what for each in written}
    similar = {number for number in outcome.similar if whats.get(number) == CREATED}
    errors: dict[int, set] = {}
    for error in outcome.errors:
        errors.setdefault(error.row, set()).add(error.column)
    rows = [
        {
            "row": number,
            "what": REFUSED if number in errors else whats.get(number, REFUSED),
            "similar": number in similar,
            "cells": [
                _cell(prepared, each, clean.get(number), cells, errors.get(number, ()))
                for each in bound
            ],
        }
        for number, cells in list(outcome.sheet.items())[:ROWS]
    ]
    return {
        "fields": [each.field.name for each in bound],
        "rows": rows,
        "errors": [_line(error) for error in outcome.errors[:ERRORS]],
        "more_errors": max(0, len(outcome.errors) - ERRORS),
        "notes": [_line(note) for note in outcome.notes[:NOTES]],
        "more_notes": max(0, len(outcome.notes) - NOTES),
        "similar": len(similar),
    }


def _line(error: RowError) -> list:
    return [error.row, error.column, error.text[:TEXT], error.reason]


def _cell(prepared: Prepared, each: Bound, row, cells: dict, wrong) -> dict:
    """The value of a clean row; of a refused one the cell as it stands in the file."""
    if row is None:
        return {"text": cells.get(each.column, "")[:TEXT], "wrong": each.place in wrong}
    value = row.values.get(each.field.name)
    return {"text": _shown(prepared, each, value)[:TEXT], "wrong": False}


def _shown(prepared: Prepared, each: Bound, value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, date):
        return date_h(value)
    if isinstance(value, Decimal) and each.field.read is amount:
        return money(value, prepared.context.tenant.currency)
    choices = dict(getattr(each.field.validate, "flatchoices", None) or ())
    return str(choices.get(value, value)) if not isinstance(value, Model) else str(value)
