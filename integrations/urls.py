from django.urls import path

from integrations.views import files, listing, mapping, record, verbs

urlpatterns = [
    path("", listing.FileImportList.as_view(), name="file_imports"),
    path("export/", listing.FileImportExport.as_view(), name="file_import_export"),
    path("new/", listing.FileImportCreate.as_view(), name="file_import_create"),
    path("template/", files.Template.as_view(), name="import_template"),
    path("<int:pk>/", record.FileImportPage.as_view(), name="file_import"),
    path("<int:pk>/mapping/", mapping.Mapping.as_view(), name="import_mapping"),
    path("<int:pk>/start/", verbs.Start.as_view(), name="import_start"),
    path("<int:pk>/inviting/", verbs.Inviting.as_view(), name="import_inviting"),
    path("<int:pk>/undoing/", verbs.Undoing.as_view(), name="import_undoing"),
    path("<int:pk>/discarding/", verbs.Discarding.as_view(), name="import_discarding"),
    path("<int:pk>/refused/", files.Refused.as_view(), name="import_refused"),
]
