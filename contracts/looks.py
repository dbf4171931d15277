"""What approvers of a contract see besides the contract itself (spec 06)."""

from difflib import ndiff

from approvals.models import Round
from contracts.checks import amounts_of
from contracts.content import content_hash
from contracts.kept import restore
from contracts.models import Contract
from contracts.terms import terms_of


def look(round: Round) -> dict:
    """What stood in the contract when the round was opened: {"contract", "amounts", "lines",
    "terms", "changes": clauses against those of the round before, see `changed_lines`, "same":
    whether that still stands in it, "now": the contract as it is}.

    Rounds from before the content was kept have only the contract as it is, and say so: then
    there are no "lines".
    """
    now = Contract.objects.select_related("quote").get(pk=round.object_id)
    before = Round.objects.of("contract", now.pk).filter(number__lt=round.number).first()
    changes = changed_lines(before.facts["clauses"], round.facts["clauses"]) if before else []
    same = content_hash(now) == round.content_hash
    return {"now": now, "same": same, "changes": changes} | _shown(round, now, same)


def _shown(round: Round, now: Contract, same: bool) -> dict:
    if not same:
        return restore(round.facts["content"]) if "content" in round.facts else {}
    return {
        "contract": now,
        "amounts": amounts_of(now),
        "lines": now.lines.select_related("product"),
        "terms": terms_of(now),
    }


def changed_lines(old: str, new: str) -> list[dict]:
    """Lines of a text that went or came: [{"gone": bool, "text"}]."""
    compared = ndiff(old.splitlines(), new.splitlines())
    return [
        {"gone": line[0] == "-", "text": line[2:]} for line in compared if line[:2] in ("- ", "+ ")
    ]
