from contracts.actions.drafting import change_contract, draft_from_quote, set_terms, sync_quote
from contracts.actions.history import record_contracts
from contracts.actions.papers import correct_signing, receive_scan
from contracts.actions.review import submit_contract, withdraw_contract

__all__ = [
    "change_contract",
    "correct_signing",
    "draft_from_quote",
    "receive_scan",
    "record_contracts",
    "set_terms",
    "submit_contract",
    "sync_quote",
    "withdraw_contract",
]
