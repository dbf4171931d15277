"""The PDF of a record: asked for, waited for, fetched."""

from datetime import timedelta

from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.actions import request_document
from activities.forms import LanguageForm
from activities.kinds import get_kind
from activities.models import Document
from activities.printing import SHEET, page_hash, paper_of, printed_page
from crm.pages import RecordPage, VerbPage

USUAL = timedelta(seconds=30)


class DocumentRequest(VerbPage):
    """Base of the page that asks for it; a room says of which model, and who may."""

    form_class = LanguageForm
    changes = False
    title = _("Make the PDF")
    submit = _("Make the PDF")

    def form_kwargs(self):
        return {"initial": {"language": self.request.tenant.language}}

    def perform(self, form):
        language = form.cleaned_data["language"]
        return request_document(by=self.member, record=self.record, language=language)


class DocumentPage(RecordPage):
    """Says how far it is; the fragment asks for itself again until there is an answer."""

    permission = "activities.view"
    model = Document
    template_name = "activities/document.html"
    fragment_name = "activities/_document.html"
    title = _("PDF")

    def get(self, request, **kwargs):
        return self.show(document=self.record, facts=self.facts(), sheet=self.sheet)

    def sheet(self) -> str:
        """What stands on it, to check it while one waits; "" once the record reads otherwise."""
        record, language = self.record.record, self.record.language
        if page_hash(printed_page(record, language)) != self.record.content_hash:
            return ""
        return printed_page(record, language, SHEET)

    def facts(self) -> dict:
        """What is printed, to read while one waits."""
        record, paper = self.record.record, paper_of(self.record.kind)
        waited = timezone.now() - self.record.created_at
        return {
            "record": record,
            "kind": get_kind(self.record.kind).label,
            "total": paper.total(record),
            "file": f"{paper.name(record)}.pdf",
            "slow": waited > USUAL,
        }


class DocumentRetry(VerbPage):
    permission = "activities.view"
    model = Document
    changes = False
    title = _("Try again")
    submit = _("Try again")

    def perform(self, form):
        record, language = self.record.record, self.record.language
        return request_document(by=self.member, record=record, language=language)


class DocumentFile(RecordPage):
    """The file itself, only ever to be saved: it runs nothing and shows in no frame."""

    permission = "activities.view"
    model = Document

    def get(self, request, **kwargs):
        try:
            content = self.record.file.open("rb")
        except (ValueError, FileNotFoundError) as missing:  # not made yet, or lost from the disk
            raise Http404 from missing
        name = paper_of(self.record.kind).name(self.record.record)
        answer = FileResponse(content, as_attachment=True, filename=f"{name}.pdf")
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Content-Security-Policy"] = "sandbox"
        return answer
