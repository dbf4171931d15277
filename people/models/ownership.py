"""Rows that one member looks after: who sees them, who changes them (spec 01)."""

from collections.abc import Callable

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from people.models.member import Member
from people.models.share import Share
from people.roles import Role
from tenants.base import TenantQuerySet
from tenants.scope import current_tenant_id

# SQL, because nearly every page asks (people/models/member.py).
GRANTED = """
SELECT record_id FROM {} WHERE tenant_id = %s AND member_id = %s AND level = ANY(%s)
AND (until IS NULL OR until >= %s)
"""
WayIn = Callable[[Member], Q | None]
_ways_in: dict[str, list[WayIn]] = {}


def open_way(model_label: str, way: WayIn) -> None:
    """Let a room further right open rows of a model: finance sees the accounts of contracts.

    `way(member)` returns a condition on the model's rows, or None where it opens nothing.
    """
    _ways_in.setdefault(model_label, []).append(way)


class OwnedQuerySet(TenantQuerySet):
    """Rows with an `owner`; the owner and the managers above him see them, administrators all."""

    def visible_to(self, member: Member):
        if member.is_(Role.ADMIN):
            return self
        condition = self.seen_by(member)
        if not condition:  # he sees all of them: an empty Q would vanish in the OR below
            return self
        for opened in self.opened_to(member):
            condition |= opened
        return self.filter(condition)

    def opened_to(self, member: Member) -> list[Q]:
        """What rooms further right open to him beyond that."""
        opened = [way(member) for way in _ways_in.get(self.model._meta.label, [])]
        return [rows for rows in opened if rows is not None]

    def seen_by(self, member: Member) -> Q:
        return member.of_team()


class SharedQuerySet(OwnedQuerySet):
    """Owned rows that may be shared one by one; `model.shares` is the table of grants."""

    def seen_by(self, member: Member) -> Q:
        return super().seen_by(member) | Q(pk__in=granted(self.model, member))


def granted(model: type[models.Model], member: Member, levels=tuple(Share.Level)) -> RawSQL:
    """Ids of the rows of `model` that a member was given at one of these levels, as of today."""
    shares = model._meta.get_field("shares").related_model._meta.db_table
    today = timezone.localdate()
    return RawSQL(GRANTED.format(shares), [current_tenant_id(), member.pk, list(levels), today])  # noqa: S611


class OwnedModel(models.Model):
    """Adds the question whether a member may change the row."""

    class Meta:
        abstract = True

    def changeable_by(self, member: Member) -> bool:
        return self.owner_id in member.team_ids


class SharedModel(OwnedModel):
    class Meta:
        abstract = True

    def changeable_by(self, member: Member) -> bool:
        if super().changeable_by(member):
            return True
        rows = granted(type(self), member, [Share.Level.CHANGE])
        return type(self).objects.filter(Q(pk=self.pk) & Q(pk__in=rows)).exists()
