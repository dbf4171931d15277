"""Who and what the audit trail speaks of: the records' names, and where their pages are."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from crm.admin import tenant_site
from people.models import Member, User
from tenants.audited import mentioned, model_of, pointed_at, table_label
from tenants.base import TenantModel
from tenants.fields import Ids, TenantForeignKey
from tenants.models import AuditRow, Tenant
from tenants.scope import current_tenant

TITLES = ("name", "company", "title", "number")  # of a record that is gone


class Subject(NamedTuple):
    name: str
    url: str  # "" where it has no page


class Trail:
    """Names for some rows of the trail, read with one statement for each model among them."""

    def __init__(self, rows: Iterable[AuditRow]) -> None:
        self.rows = list(rows)
        wanted: dict[type[Model], set[int]] = defaultdict(set)
        for model, pk in (pair for row in self.rows for pair in mentioned(row)):
            wanted[model].add(pk)
        wanted[Member] |= {row.actor for row in self.rows if row.actor}
        self.records = {
            (model, record.pk): record
            for model, ids in wanted.items()
            if issubclass(model, TenantModel) and ids
            for record in _read(model, ids)
        }
        users = wanted.get(User) or ()
        members = Member.objects.filter(user__in=users) if users else ()
        self.records |= {(User, member.user_id): member for member in members}

    def name(self, model: type[Model], pk: int) -> str:
        """Of what a foreign key points at; whoever signs in is no company's own, and called as his
        member is here, else by number."""
        if (record := self.records.get((model, pk))) is not None:
            return title(record)
        return _gone(str(pk)) if issubclass(model, TenantModel) else str(pk)

    def by(self, row: AuditRow) -> str:
        return self.name(Member, row.actor) if row.actor else _("System")

    def subject(self, row: AuditRow) -> Subject:
        """The record that a row of the trail is about."""
        model, pointed = model_of(row.table), pointed_at(row)
        if model is Tenant:  # its row is in no other company's trail
            return Subject(current_tenant().name, "")
        record = self.records.get((model, row.row))
        if record is None:
            return Subject(_gone(_once(row)), "")
        if pointed and not _has_name(model):
            return Subject(self.name(*pointed), page_of(record))
        return Subject(title(record), page_of(record))


def title(record: Model) -> str:
    """Its own name, after those of what it belongs to where it has no page of its own."""
    owners = [title(getattr(record, name)) for name in named_by(type(record))]
    own = str(record) if _has_name(type(record)) and getattr(record, "name", True) else ""
    return " · ".join(filter(None, [*owners, own])) or capfirst(str(record))


def page_of(record: Model) -> str:
    """Its own page, that of the settings, or that of what it belongs to; "" without any."""
    if hasattr(record, "get_absolute_url"):
        return record.get_absolute_url()
    if tenant_site.is_registered(type(record)):
        place = record._meta.label_lower.replace(".", "_")
        return reverse(f"admin:{place}_change", args=[record.pk])
    for kind in getattr(record, "kinds", tuple)():
        if kind.name == record.kind:
            return kind.url(record.object_id)
    return next((page_of(getattr(record, name)) for name in named_by(type(record))), "")


def _gone(name: str) -> str:
    return _("%(name)s (deleted)") % {"name": name}


def _once(row: AuditRow) -> str:
    """What a record that is gone was called, as far as the row knows."""
    whole = row.new or row.old or {}
    known = next((str(whole[name]) for name in TITLES if whole.get(name)), "")
    return known or f"{table_label(row.table)} {row.row}"


def _read(model: type[Model], ids: set[int]) -> QuerySet:
    """With the relations that their names are made of."""
    return (
        model._default_manager.filter(pk__any=Ids.of(ids)).select_related(*_paths(model)).order_by()
    )


def _has_name(model: type[Model]) -> bool:
    return hasattr(model, "name") or model.__str__ is not TenantModel.__str__


def _has_page(model: type[Model]) -> bool:
    return hasattr(model, "get_absolute_url") or tenant_site.is_registered(model)


@cache
def named_by(model: type[Model]) -> tuple[str, ...]:
    """The relations that a record without a page is told by, of those that are never empty: two
    where it has no name, things before people, else one thing."""
    if _has_page(model):
        return ()
    relations = [field for field in model._meta.local_fields if isinstance(field, TenantForeignKey)]
    sure = [field for field in relations if not field.null]
    people = [field for field in sure if field.related_model is Member]
    things = [field for field in sure if field not in people]
    told_by = things[:1] if _has_name(model) else [*things, *people][:2]
    return tuple(field.name for field in told_by)


@cache
def _paths(model: type[Model]) -> list[str]:
    """What select_related must bring along for the names."""
    paths = list(model.text_relations)
    for name in named_by(model):
        behind = model._meta.get_field(name).related_model
        paths += [name, *(f"{name}__{path}" for path in _paths(behind))]
    return paths
