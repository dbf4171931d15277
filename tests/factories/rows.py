"""One row of any model, for the sweeps over all tables: past the actions, not past the database.

Required fields are filled from their types, required relations with new rows. OVERRIDES says what
a type cannot: values that a check constraint ties together.
"""

import itertools
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.core import validators
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields import NOT_PROVIDED

from activities.models.event import Pointer
from people.models import Department, Member, User
from tenants.base import TenantModel
from tenants.models import AuditRow, Tenant
from tenants.scope import current_tenant

_count = itertools.count(1)
DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
# Values a row needs beyond its types; functions, so that each row has its own.
OVERRIDES = {
    "people.Member": lambda: {"roles": ["rep"], "department": first(Department)},
    "approvals.Substitute": lambda: {"member": make_row(Member)},
    "approvals.Round": lambda: {"kind": "contract", "object_id": make_contract().pk},
    "payments.Receipt": lambda: {"reported_by": None},
    "quotes.QuoteLine": lambda: {"tax": 0},
    "contracts.ContractLine": lambda: {"tax": 0},
    "payments.Allocation": lambda: _paid(),
}
# What a related row needs where not any will do; a plan of one instalment is whole.
RELATED = {
    "payments.Instalment.contract": lambda: {
        "amount": Decimal(1),
        "state": "formal",
        "signed_on": DAY,
        "credited_to": first(Member),
        "imported_by": first(Member),
    },
}
# A company gets all that there can be of these at its start.
COMPLETE = {"approvals.Chain"}
# What a row with an owner needs beside it.
OWNED = {"leads.Lead": lambda: {"state": "assigned", "imported_by": first(Member)}}


def tenant_models() -> list[type[TenantModel]]:
    """Every table that belongs to companies, in the order of the rooms."""
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def writable_models() -> list[type[TenantModel]]:
    """The same without the audit trail, which only the database writes."""
    return [model for model in tenant_models() if model is not AuditRow]


def fsm_fields(model) -> list[models.Field]:
    return [field for field in model._meta.fields if hasattr(field, "get_all_transitions")]


def first(model, **wanted):
    return model.objects.filter(**wanted).first()


def make_contract():
    return make_row(apps.get_model("contracts.Contract"))


def make_row(model, *, full: bool = False, **given):
    """Insert a row into the tenant in scope. `full` fills what may be empty too.

    A relation to Member is filled with `given["by"]` if that is there, else with a new member.
    """
    if model._meta.label in COMPLETE:
        return first(model)
    by = given.pop("by", None)
    row = model(**values_for(model, full=full, by=by, given=given))
    row.save(force_insert=True)
    return row


def values_for(model, *, full: bool = False, by=None, given: dict | None = None) -> dict:
    given, label = given or {}, model._meta.label
    values = OVERRIDES[label]() if label in OVERRIDES else {}
    if label in OWNED and given.keys() & {"owner", "owner_id"}:
        values |= OWNED[label]()
    values |= given
    if issubclass(model, Pointer):
        values.setdefault("kind", model.kinds()[0].name)
    for field in model._meta.concrete_fields:
        if field.name in values or field.attname in values or _fills_itself(field, full):
            continue
        values[field.name] = _value(field, by)
    return values


def _fills_itself(field: models.Field, full: bool) -> bool:
    if field.primary_key or field.name == "tenant" or getattr(field, "auto_now_add", False):
        return True
    if getattr(field, "auto_now", False) or hasattr(field, "get_all_transitions"):
        return True
    if field.name == "imported_by":
        return True
    if field.null:
        return not full or field.related_model is field.model
    return field.default is not NOT_PROVIDED or field.db_default is not NOT_PROVIDED


def _value(field: models.Field, by):
    if field.is_relation:
        return _related(field, by)
    if field.name == "path" and isinstance(field, ArrayField):
        return []
    if field.choices:
        return next(value for value, _label in field.flatchoices if value != "")
    return _plain(field)


def _related(field: models.Field, by):
    target = field.related_model
    if target is Tenant:
        return current_tenant()
    if target is User:
        return User.objects.create_user(f"user{next(_count)}@rows.example")
    if target is Member and by is not None:
        return by
    given = RELATED[str(field)]() if str(field) in RELATED else {}
    return make_row(target, by=by, **given)


def _paid() -> dict:
    """An allocation's two ends: a confirmed receipt of the customer whose instalment it pays."""
    instalment = make_row(apps.get_model("payments.Instalment"))
    receipt = make_row(
        apps.get_model("payments.Receipt"),
        account=instalment.contract.account,
        state="confirmed",
        imported_by=first(Member),
    )
    return {"instalment": instalment, "receipt": receipt}


def _plain(field: models.Field):
    number = next(_count)
    if isinstance(field, models.EmailField):
        return f"person{number}@rows.example"
    if isinstance(field, models.FileField):
        return ContentFile(b"%PDF-1.7", name=f"row{number}.pdf")
    if isinstance(field, models.CharField | models.TextField):
        return f"Row {number}"[-(field.max_length or 50) :]
    if isinstance(field, models.DateTimeField):
        return MOMENT
    if isinstance(field, models.DateField):
        return DAY
    if isinstance(field, models.DecimalField):
        return Decimal(1)
    if isinstance(field, models.BooleanField):
        return False
    return _other(field, number)


def _other(field: models.Field, number: int):
    if isinstance(field, models.IntegerField):
        return min(number, _largest(field))
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, ArrayField):
        return []
    if isinstance(field, SearchVectorField):
        return models.Value("row")
    if isinstance(field, models.BinaryField):
        return b"row"
    raise LookupError(f"tests/factories/rows.py cannot fill {field} ({type(field).__name__})")


@cache
def _largest(field: models.Field) -> int:
    limits = [
        v.limit_value for v in field.validators if isinstance(v, validators.MaxValueValidator)
    ]
    return min((limit() if callable(limit) else limit) for limit in limits) if limits else 2**31
