"""The PDF of a quote: asked for by a page, made by the worker, kept for its content (spec 05)."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from people.models import Member
from quotes.models import Quote, QuoteDocument
from quotes.pdf import PdfNotMade, render_pdf
from quotes.printing import page_hash, printed_page
from tenants.outbox import handles, tell
from tenants.scope import current_tenant

TOPIC = "quote.pdf"
State = QuoteDocument.State


@transaction.atomic
def request_document(*, by: Member, quote: Quote) -> QuoteDocument:
    """The document of the quote as it is now. One that is there or under way is used again;
    one that failed is tried again."""
    quote = Quote.objects.locked(quote.pk)
    document, new = QuoteDocument.objects.get_or_create(
        quote=quote, content_hash=page_hash(printed_page(quote))
    )
    if document.state == State.FAILED:
        document.state, document.error = State.PENDING, ""
        document.attempt += 1
        document.save(update_fields=["state", "error", "attempt"])
        new = True
    if new:
        tell(TOPIC, f"{document.pk}-{document.attempt}", {"document": document.pk})
    return document


@handles(TOPIC)
def deliver(payload: dict) -> None:
    make_document(document=QuoteDocument.objects.get(pk=payload["document"]))


@transaction.atomic
def make_document(*, document: QuoteDocument) -> QuoteDocument:
    """Print a document that waits for it; what cannot be printed says why. Twice is harmless."""
    document = QuoteDocument.objects.locked(document.pk)
    if document.state != State.PENDING:
        return document
    try:
        with override(current_tenant().language):
            pdf = render_pdf(_page(document))
    except PdfNotMade as refused:
        document.state, document.error = State.FAILED, str(refused)[:300]
    else:
        document.file.save("", ContentFile(pdf), save=False)
        document.state = State.READY
    document.save(update_fields=["state", "error", "file"])
    return document


def _page(document: QuoteDocument) -> str:
    page = printed_page(document.quote)
    if page_hash(page) != document.content_hash:
        raise PdfNotMade(_("The quote changed meanwhile. Ask for the PDF again."))
    return page
