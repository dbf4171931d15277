"""What the tables and columns of the audit trail are called for people."""

from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.text import capfirst


@cache
def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models()}


def table_label(table: str) -> str:
    """The table itself where no model stands behind it any more."""
    model = _models().get(table)
    return capfirst(str(model._meta.verbose_name)) if model else table


def column_label(table: str, column: str) -> str:
    try:
        field = _models()[table]._meta.get_field(column.removesuffix("_id"))
    except (KeyError, FieldDoesNotExist):
        return format_html("<code>{}</code>", column)
    if not isinstance(field.verbose_name, Promise):  # made of the column's name, in English
        return format_html("<code>{}</code>", column)
    return capfirst(str(field.verbose_name))


def table_choices() -> list[tuple[str, str]]:
    """[(table, label)] of what leaves rows in the trail, by label."""
    audited = [table for table, model in _models().items() if getattr(model, "audited", False)]
    return sorted(((table, table_label(table)) for table in audited), key=lambda pair: pair[1])
