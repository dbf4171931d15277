"""What rooms further right do when a contract becomes formal (the plan of instalments …)."""

from collections.abc import Callable

from contracts.models import Contract
from people.models import Member

Callback = Callable[[Contract, Member | None], None]
_callbacks: list[Callback] = []


def on_formal(callback: Callback) -> Callback:
    """Register what runs in the transaction in which a contract becomes formal: all or nothing."""
    _callbacks.append(callback)
    return callback


def run(contract: Contract, by: Member | None) -> None:
    for callback in _callbacks:
        callback(contract, by)
