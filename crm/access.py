"""The one order of questions before a verb: is it there for him (404), may he (403).

Pages and API ask through these two functions, so that neither can forget or reorder them.
"""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from people.models import Member


def find(rows: type[Model] | QuerySet, pk: int, member: Member) -> Model:
    """The row that `member` may see. Raises Http404 for a foreign, invisible or missing one."""
    queryset = rows.objects.all() if isinstance(rows, type) else rows
    try:
        return queryset.visible_to(member).get(pk=pk)
    except ObjectDoesNotExist:
        raise Http404 from None


def allow(member: Member, permission: str, record: Model | None = None) -> None:
    """Raise PermissionDenied unless one of the member's roles has the permission and, with a
    record given, the record is his to change (`changeable_by`)."""
    if not member.can(permission):
        raise PermissionDenied(_("Your role does not allow this."))
    if record is not None and not record.changeable_by(member):
        raise PermissionDenied(_("You may see this record, but not change it."))
