from integrations.models.external_id import ExternalId
from integrations.models.file_import import FileImport, ImportFile
from integrations.models.import_row import ImportRow

__all__ = ["ExternalId", "FileImport", "ImportFile", "ImportRow"]
