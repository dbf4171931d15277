"""Rows that one member looks after: who sees them, who changes them (spec 01)."""

from collections.abc import Callable

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models.member import Member
from people.models.share import Share
from people.roles import Role
from tenants.base import TenantQuerySet

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
        for way in _ways_in.get(self.model._meta.label, []):
            opened = way(member)
            if opened is not None:
                condition |= opened
        return self.filter(condition)

    def seen_by(self, member: Member) -> Q:
        return Q(owner_id__any=set(member.team_ids))


class SharedQuerySet(OwnedQuerySet):
    """Owned rows that may be shared one by one; `model.shares` is the table of grants."""

    def seen_by(self, member: Member) -> Q:
        granted = shares_of(self.model, member).values("record_id")
        return super().seen_by(member) | Q(pk__in=granted)


def shares_of(model: type[models.Model], member: Member):
    """Grants on rows of `model` to a member that are in force today."""
    grants = model._meta.get_field("shares").related_model.objects.filter(member=member)
    return grants.filter(Q(until=None) | Q(until__gte=timezone.localdate()))


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
        grants = shares_of(type(self), member)
        return grants.filter(record=self.pk, level=Share.Level.CHANGE).exists()
