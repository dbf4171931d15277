"""Whoever has to decide about a record must be able to read it."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from approvals.models import Step
from approvals.querysets import records_of_seats
from people.models import Member


def opened_by_steps(kind: str) -> Callable[[Member], Q]:
    """A way in (people.models.open_way) to the records of a kind that a member has a step in."""

    def way(member: Member) -> Q:
        return Q(pk__in=records_of_seats(kind, member))

    return way


def allow_decision(member: Member, step: Step) -> None:
    """Raise PermissionDenied for whoever sees a step that is not his to decide."""
    if not Step.objects.assigned_to(member).filter(pk=step.pk).exists():
        raise PermissionDenied(_("This step is not assigned to you."))
