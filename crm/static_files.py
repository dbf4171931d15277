"""Static files as the image holds them: named by their content, compressed, kept for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Django leaves `import "./events.js"` of our modules alone unless it is told not to; an
    old module would then be fetched beside a new one after an upgrade."""

    support_js_module_import_aggregation = True
