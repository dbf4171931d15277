"""What one does with an import: each is a noun that one POSTs to."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.pages import VerbPage
from integrations import actions
from integrations.models import FileImport


class OnImport(VerbPage):
    permission = "integrations.import"
    model = FileImport

    def rows(self):
        return super().rows().select_related("by")


class Start(OnImport):
    title = _("Import the rows")
    submit = _("Import")

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

    def perform(self, form):
        return actions.undo_import(by=self.member, file_import=self.record)


class Discarding(OnImport):
    title = _("Give the file up")
    submit = _("Give up")
    danger = True
    success = _("The file is gone. Nothing was imported.")

    def perform(self, form):
        return actions.discard_import(by=self.member, file_import=self.record)

    def next_url(self, record):
        return reverse("file_imports")
