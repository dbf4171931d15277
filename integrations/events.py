"""How the steps of an import read on its timeline."""

from django.utils.translation import gettext_lazy as _

from activities.sentences import say

say("import.uploaded", "upload", _("uploaded the file"))
say("import.mapped", "columns-3", _("mapped its columns and had it checked"))
say("import.started", "play", _("started the import"))
say(
    "import.finished",
    "circle-check",
    _("brought in %(created)s new rows, %(refused)s were refused"),
)
say("import.stopped", "circle-alert", _("The import stopped."))
say("import.invited", "mail", _("invited %(count)s members"))
say("import.undone", "undo-2", _("undid the import"))
say("import.discarded", "trash-2", _("gave the file up"))
