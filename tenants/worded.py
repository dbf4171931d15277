"""Values as the audit trail keeps them, in JSON, in the words of the pages."""

import json
from collections.abc import Callable
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, DateField, DateTimeField, DecimalField, Field, Model
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from crm.templatetags.fairway import date_h, listed, money
from tenants.scope import current_tenant


class ExactDecoder(json.JSONDecoder):
    """Amounts as Decimals: a float has too few digits for the largest of them."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "parse_float": Decimal})


def worded(field: Field | None, value, named: Callable[[type[Model], int], str]) -> str:
    """A value of a field's column; `named` says what a foreign key points at. "" for nothing."""
    if value in (None, "", [], {}):
        return ""
    if field is None:
        return _plain(value)
    if field.is_relation:
        return named(field.related_model, value)
    if isinstance(field, ArrayField):
        return listed(worded(field.base_field, one, named) for one in value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return next((write for kind, write in WRITERS if isinstance(field, kind)), _any)(field, value)


def _any(field: Field, value) -> str:
    return _plain(value)


def _plain(value) -> str:
    """What has no words of its own; of an object with nothing but texts, these."""
    if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return " · ".join(filter(None, value.values()))
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _truth(field: Field, value: bool) -> str:
    return gettext("Yes") if value else gettext("No")


def _moment(field: Field, value: str) -> str:
    return date_h(parse_datetime(value))


def _day(field: Field, value: str) -> str:
    return date_h(value)


def _figure(field: DecimalField, value: Decimal | int) -> str:
    """Amounts have two places and room for any sum; a `value` may be a percentage too."""
    if field.decimal_places == 2 and field.max_digits >= 18 and field.name != "value":
        return money(Decimal(value), current_tenant().currency)
    return f"{Decimal(value).normalize():f}"


WRITERS = (
    (BooleanField, _truth),
    (DateTimeField, _moment),  # before its parent
    (DateField, _day),
    (DecimalField, _figure),
)
