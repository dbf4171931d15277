"""The PDFs that were made of a record, for its page."""

from django.db.models import Model

from activities.kinds import kind_of
from activities.models import Document
from activities.printing import page_hash, printed_page

SHOWN = 6


def papers_of(record: Model) -> list[dict]:
    """The newest PDFs that are ready or on their way: [{"document", "current": whether the record
    still reads as it is printed there}]."""
    rows = Document.objects.filter(kind=kind_of(record).name, object_id=record.pk)
    made = list(rows.exclude(state=Document.State.FAILED).order_by("-created_at", "-pk")[:SHOWN])
    languages = {document.language for document in made}
    current = {page_hash(printed_page(record, language)) for language in languages}
    return [
        {"document": document, "current": document.content_hash in current} for document in made
    ]
