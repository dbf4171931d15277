"""The PDF of a record: asked for by a page, made by the worker, kept for its content (spec 05)."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import override

from activities.kinds import kind_of
from activities.models import Document
from activities.pdf import PdfNotMade, render_pdf
from activities.printing import page_hash, printed_page
from people.models import Member
from tenants.outbox import handles, tell

TOPIC = "document.pdf"
State = Document.State


@transaction.atomic
def request_document(*, by: Member, record: Model, language: str) -> Document:
    """The document of a record as it is now. One that is there or under way is used again;
    one that failed is tried again."""
    record = type(record).objects.locked(record.pk)
    document, new = Document.objects.get_or_create(
        kind=kind_of(record).name,
        object_id=record.pk,
        content_hash=page_hash(printed_page(record, language)),
        defaults={"language": language},
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
    make_document(document=Document.objects.get(pk=payload["document"]))


@transaction.atomic
def make_document(*, document: Document) -> Document:
    """Print a document that waits for it; what cannot be printed says why. Twice is harmless."""
    document = Document.objects.locked(document.pk)
    if document.state != State.PENDING:
        return document
    try:
        with override(document.language):
            pdf = render_pdf(_page(document))
    except PdfNotMade as refused:
        document.state, document.error = State.FAILED, str(refused)[:300]
    else:
        document.file.save("", ContentFile(pdf), save=False)
        document.state = State.READY
    document.save(update_fields=["state", "error", "file"])
    return document


def _page(document: Document) -> str:
    page = printed_page(document.record, document.language)
    if page_hash(page) != document.content_hash:
        raise PdfNotMade(_("The record changed meanwhile. Ask for the PDF again."))
    return page
