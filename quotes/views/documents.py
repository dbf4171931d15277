"""The PDF: asked for, waited for, fetched."""

from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.pages import RecordPage, VerbPage
from quotes import actions
from quotes.models import Quote, QuoteDocument


class DocumentRequest(VerbPage):
    permission = "quotes.view"
    model = Quote
    changes = False
    title = _("Make the PDF")
    submit = _("Make the PDF")

    def perform(self, form):
        return actions.request_document(by=self.member, quote=self.record)

    def next_url(self, record):
        return reverse("quote_document", args=[record.pk])


class OnDocument(RecordPage):
    permission = "quotes.view"
    model = QuoteDocument

    def rows(self):
        return super().rows().select_related("quote__account")


class DocumentPage(OnDocument):
    """Says how far it is; the fragment asks for itself again until there is an answer."""

    template_name = "quotes/document.html"
    fragment_name = "quotes/_document.html"
    title = _("PDF of the quote")

    def get(self, request, **kwargs):
        return self.show(document=self.record)


class DocumentFile(OnDocument):
    """The file itself, only ever to be saved: it runs nothing and shows in no frame."""

    def get(self, request, **kwargs):
        quote = self.record.quote
        name = f"{quote.number}-v{quote.version}.pdf"
        try:
            content = self.record.file.open("rb")
        except (ValueError, FileNotFoundError) as missing:  # not made yet, or lost from the disk
            raise Http404 from missing
        answer = FileResponse(content, as_attachment=True, filename=name)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Content-Security-Policy"] = "sandbox"
        return answer
