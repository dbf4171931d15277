from quotes.actions.answers import accept_quote, decline_quote, expire_quote, send_quote
from quotes.actions.lines import set_lines
from quotes.actions.records import change_quote, create_quote, last_day, make_primary
from quotes.actions.submission import submit_lines, submit_quote, withdraw_quote
from quotes.actions.versions import new_version

__all__ = [
    "accept_quote",
    "change_quote",
    "create_quote",
    "decline_quote",
    "expire_quote",
    "last_day",
    "make_primary",
    "new_version",
    "send_quote",
    "set_lines",
    "submit_lines",
    "submit_quote",
    "withdraw_quote",
]
