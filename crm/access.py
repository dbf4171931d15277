"""The one order of questions before a verb: is it there for him (404), may he (403).

Pages and API ask through these two functions, so that neither can forget or reorder them.
"""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from crm.templatetags.fairway import listed
from people.models import Member
from people.permissions import roles_with
from people.roles import Role

SHOWN = 3  # administrators to ask


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
        raise PermissionDenied(_who_may(permission))
    if record is not None and not record.changeable_by(member):
        raise PermissionDenied(_("You may see this record, but not change it."))


def _who_may(permission: str) -> str:
    """Which roles it takes, and who gives them."""
    roles = sorted(roles_with(permission), key=list(Role).index)
    admins = Member.objects.active().with_role(Role.ADMIN).order_by("name_key")[:SHOWN]
    told = {
        "roles": listed(Role(role).label for role in roles),
        "names": listed(admin.name for admin in admins),
    }
    if not admins:
        return _("Your role does not allow this. It takes: %(roles)s.") % told
    return _("Your role does not allow this. It takes: %(roles)s. Ask %(names)s for it.") % told
