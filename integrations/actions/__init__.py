from integrations.actions.checks import map_columns
from integrations.actions.inviting import invite_imported
from integrations.actions.runs import start_import
from integrations.actions.undoing import undo_import
from integrations.actions.uploads import discard_import, upload_file

__all__ = [
    "discard_import",
    "invite_imported",
    "map_columns",
    "start_import",
    "undo_import",
    "upload_file",
]
