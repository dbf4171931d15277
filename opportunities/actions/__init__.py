from opportunities.actions.closing import invalidate, lose, reopen, win
from opportunities.actions.convert import convert_lead
from opportunities.actions.history import record_opportunities
from opportunities.actions.moves import advance, step_back
from opportunities.actions.ownership import (
    assign_opportunity,
    share_opportunity,
    unshare_opportunity,
)
from opportunities.actions.quoting import apply_quote
from opportunities.actions.records import (
    change_opportunity,
    create_opportunity,
    touch_opportunity,
)
from opportunities.actions.undoing import undo_move

__all__ = [
    "advance",
    "apply_quote",
    "assign_opportunity",
    "change_opportunity",
    "convert_lead",
    "create_opportunity",
    "invalidate",
    "lose",
    "record_opportunities",
    "reopen",
    "share_opportunity",
    "step_back",
    "touch_opportunity",
    "undo_move",
    "unshare_opportunity",
    "win",
]
