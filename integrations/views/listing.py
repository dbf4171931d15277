from django.utils.translation import gettext_lazy as _

from crm.pages import CreatePage, ExportPage, ListPage
from integrations import actions
from integrations.filters import FileImportFilter
from integrations.forms import UploadForm
from integrations.models import FileImport
from integrations.permissions import EXPORT, IMPORT
from integrations.tables import FileImportTable


class FileImportList(ListPage):
    permission = IMPORT
    model = FileImport
    filterset_class = FileImportFilter
    table_class = FileImportTable
    template_name = "integrations/imports.html"
    title = _("Imports")
    create_url = "file_import_create"
    create_label = _("Import a file")
    create_permission = IMPORT
    export_url = "file_import_export"
    export_permission = EXPORT
    empty_text = _("No file was imported yet. Fill in a template, or bring an export of yours.")

    def rows(self):
        heavy = ("header", "profile", "mapping", "preview")
        return super().rows().select_related("by").defer(*heavy)

    def context(self, **extra):
        return super().context(kinds=FileImport.Kind, **extra)


class FileImportExport(ExportPage):
    permission = EXPORT
    listing = FileImportList


class FileImportCreate(CreatePage):
    permission = IMPORT
    form_class = UploadForm
    template_name = "integrations/upload.html"
    title = _("Import a file")
    submit = _("Read the file")

    def form_kwargs(self):
        return {"initial": {"kind": self.request.GET.get("kind", FileImport.Kind.LEADS)}}

    def perform(self, form):
        data = form.cleaned_data
        return actions.upload_file(
            by=self.member,
            kind=data["kind"],
            name=data["file"].name,
            content=data["content"],
            profile=data["profile"],
            encoding=data["encoding"],
        )

    def context(self, **extra):
        return super().context(kinds=FileImport.Kind, **extra)
