"""What a decided round does to its record: each room registers its own for its purpose."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from approvals.models import Round
from people.models import Member


def _nothing(round: Round) -> dict:
    """What a purpose shows besides the round's own facts, by default."""
    return {}


def _nothing_to_say(round: Round) -> str:
    return ""


@dataclass(frozen=True)
class Effects:
    """Called in the transaction of the decision, with the round's row locked.

    `returned` gets how the round ended ("rejected", "withdrawn", "voided") and the comment.
    `content_hash` is taken again at every decision and must equal the round's. `facts` names a
    template that shows the approvers `facts` (the round's) and `look`, what `look(round)` found;
    `brief(round)` is the one line of it that the inbox shows, `last` what the last agreement does.
    """

    approved: Callable[[Round, Member], None]
    returned: Callable[[Round, Member, str, str], None]
    content_hash: Callable[[Model], str]
    facts: str = ""
    look: Callable[[Round], dict] = _nothing
    brief: Callable[[Round], str] = _nothing_to_say
    last: str = ""  # lazily translated


_effects: dict[str, Effects] = {}


def register(purpose: str, effects: Effects) -> None:
    _effects[purpose] = effects


def effects_of(round: Round) -> Effects:
    return _effects[round.purpose]


def digest(content: dict | list) -> str:
    """SHA-256 of content that JSON can hold; amounts and dates go in as text."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
