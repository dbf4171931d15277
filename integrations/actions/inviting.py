"""Members who came in by a file get a way in: the invitation that others get one by one."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from activities.actions import record_event
from integrations.importer.kinds import KINDS
from integrations.models import FileImport, ImportRow
from people.actions import invite_members
from people.joining import uninvited
from people.models import Member
from tenants.states import MoveNotAllowed


def to_invite(file_import: FileImport) -> QuerySet:
    """Members whom this import created and who were not invited yet; none of other kinds."""
    if KINDS[file_import.kind].model is not Member or file_import.state != FileImport.State.DONE:
        return Member.objects.none()
    made = file_import.rows.filter(result=ImportRow.Result.CREATED)
    return uninvited(Member.objects.filter(pk__in=made.values("object_id")))


@transaction.atomic
def invite_imported(*, by: Member, file_import: FileImport) -> FileImport:
    """Send them their invitations; a second time it sends nothing."""
    file_import = FileImport.objects.locked(file_import.pk)
    if KINDS[file_import.kind].model is not Member or file_import.state != FileImport.State.DONE:
        raise MoveNotAllowed(_("Only members that came in by an import are invited from here."))
    if invited := invite_members(by=by, members=to_invite(file_import)):
        record_event("import.invited", file_import, by=by, count=invited)
    return file_import
