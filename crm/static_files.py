"""Static files as the image holds them: named by their content, compressed, kept for ever."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

_ANY_FILE, MODULE_IMPORTS = ManifestStaticFilesStorage._js_module_import_aggregation_patterns


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Writes the named files into our modules' imports too: after an upgrade an old module would
    else be fetched beside a new one.

    Django's own switch, support_js_module_import_aggregation, does so in every package's files
    and takes an `import("…")` in a comment of django-htmx for one.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", MODULE_IMPORTS))
