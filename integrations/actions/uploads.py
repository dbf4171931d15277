"""A file comes in, or is given up before it was imported."""

from django.db import transaction
from django.utils.translation import get_language

from activities.actions import record_event
from integrations.models import FileImport, ImportFile
from people.models import Member
from tenants.states import move


@transaction.atomic
def upload_file(
    *, by: Member, kind: str, name: str, content: bytes, profile: dict, encoding: str = ""
) -> FileImport:
    """Keep a file that was read without error; `profile` is what `profile_of` found in it.

    Reasons will be written in the language that is active now.
    """
    file_import = FileImport.objects.create(
        kind=kind,
        name=name[:200],
        by=by,
        language=get_language() or "en",
        header=[column["name"] for column in profile["columns"]],
        profile=profile | {"encoding": encoding},
        total=profile["rows"],
    )
    ImportFile.objects.create(file_import=file_import, content=content)
    record_event("import.uploaded", file_import, by=by)
    return file_import


@transaction.atomic
def discard_import(*, by: Member | None, file_import: FileImport) -> FileImport:
    """Give an import up before it ran; its file goes. `by` is empty for what lay too long."""
    file_import = FileImport.objects.locked(file_import.pk)
    if file_import.state == FileImport.State.DISCARDED:
        return file_import
    move(file_import.discard)
    file_import.preview = {}
    file_import.save(update_fields=["state", "preview"])
    drop_file(file_import)
    record_event("import.discarded", file_import, by=by)
    return file_import


def drop_file(file_import: FileImport) -> None:
    """The file and what was shown of it: only personal data that nobody needs any more."""
    file_import.files.all().delete()
