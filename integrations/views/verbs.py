"""What one does with an import: each is a noun that one POSTs to."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.pages import VerbPage
from integrations import actions
from integrations.actions.undoing import why_not
from integrations.models import FileImport
from tenants.states import MoveNotAllowed


class OnImport(VerbPage):
    permission = "integrations.import"
    model = FileImport

    def rows(self):
        return super().rows().select_related("by")


class Start(OnImport):
    title = _("Import the rows")
    submit = _("Import")

    def statement(self):
        kind, record = self.record.get_kind_display(), self.record
        yield _("To be created: %(kind)s, %(n)s.") % {"kind": kind, "n": record.created}
        if record.changed:
            yield _("Here already and to be changed: %(n)s.") % {"n": record.changed}
        if record.refused:
            yield _("Refused and left out: %(n)s.") % {"n": record.refused}
        yield _("It runs in the background; you may leave the page.")

    def perform(self, form):
        return actions.start_import(by=self.member, file_import=self.record)


class Inviting(OnImport):
    title = _("Invite the imported members")
    submit = _("Send the invitations")
    success = _("The invitations are on their way.")

    def perform(self, form):
        return actions.invite_imported(by=self.member, file_import=self.record)


class Undoing(OnImport):
    title = _("Undo the import")
    submit = _("Undo the import")
    danger = True
    success = _("The import was undone.")

    def statement(self):
        kind, record = self.record.get_kind_display(), self.record
        yield _("Removed for good, as this import created them: %(kind)s, %(n)s.") % {
            "kind": kind,
            "n": record.created,
        }
        if record.changed:
            yield _("Put back to what they were before: %(kind)s, %(n)s.") % {
                "kind": kind,
                "n": record.changed,
            }
        yield _("It goes all the way or not at all; the refused rows stay refused.")

    def foretold(self):
        if self.record.state != FileImport.State.UNDONE and (reason := why_not(self.record)):
            raise MoveNotAllowed(_("It cannot be undone:"), [reason])
        return {}

    def perform(self, form):
        return actions.undo_import(by=self.member, file_import=self.record)


class Discarding(OnImport):
    title = _("Give the file up")
    submit = _("Give up")
    danger = True
    success = _("The file is gone. Nothing was imported.")

    def statement(self):
        yield _("The file and the mapping of its columns are deleted. Nothing was imported.")

    def perform(self, form):
        return actions.discard_import(by=self.member, file_import=self.record)

    def next_url(self, record):
        return reverse("file_imports")
