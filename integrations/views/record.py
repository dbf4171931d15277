"""One import: how far it is, what it would do, what it did."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.timeline import timeline_of
from crm.pages import RecordPage
from integrations.actions.inviting import to_invite
from integrations.actions.undoing import why_not
from integrations.importer.kinds import KINDS
from integrations.importer.labels import label_of
from integrations.models import FileImport

State = FileImport.State
STEPS = [
    (_("Upload"), ()),
    (_("Columns"), (State.DRAFT,)),
    (_("Preview"), (State.CHECKING, State.CHECKED)),
    (_("Import"), (State.RUNNING,)),
    (_("Result"), (State.DONE, State.FAILED, State.UNDONE)),
]


def steps_of(record: FileImport) -> list[dict]:
    """[{"label", "css"}]: which steps are behind, and which one is now."""
    now = next((n for n, (_label, states) in enumerate(STEPS) if record.state in states), 0)
    return [
        {"label": label, "css": "current" if place == now else "done" if place < now else ""}
        for place, (label, _states) in enumerate(STEPS)
    ]


class FileImportPage(RecordPage):
    """While a worker is at it the fragment asks for itself again."""

    permission = "integrations.import"
    model = FileImport
    template_name = "integrations/import.html"
    fragment_name = "integrations/_import.html"

    def rows(self):
        return super().rows().select_related("by")

    def get(self, request, **kwargs) -> HttpResponse:
        if self.record.state == State.DRAFT and not request.htmx:
            return self.done(reverse("import_mapping", args=[self.record.pk]))
        return self.show()

    def context(self, **extra):
        kind = KINDS[self.record.kind]
        ended = self.record.state in (State.DONE, State.FAILED)
        return super().context(
            steps=steps_of(self.record),
            fields=[label_of(kind, name) for name in self.record.preview.get("fields", [])],
            why_not=why_not(self.record) if ended else "",
            to_invite=to_invite(self.record).count() if ended else 0,
            may_undo=ended,
            events=timeline_of(("file_import", self.record.pk)),
            **extra,
        )
