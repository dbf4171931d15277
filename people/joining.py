"""Who is still to be invited."""

from django.db.models import QuerySet

from tenants.models import Door
from tenants.scope import current_tenant


def uninvited(members: QuerySet) -> QuerySet:
    """Active members without a user to whom no link that still works was sent."""
    doors = Door.objects.usable().filter(tenant=current_tenant(), kind=Door.Kind.INVITATION)
    waiting = list(doors.values_list("object_id", flat=True))
    return members.filter(user=None, active=True).exclude(pk__in=waiting).order_by("pk")
