"""What approvers of a contract see besides the contract itself (spec 06)."""

from difflib import ndiff

from approvals.models import Round
from contracts.checks import amounts_of
from contracts.models import Contract
from contracts.terms import terms_of


def look(round: Round) -> dict:
    """{"contract", "amounts", "lines", "terms", "changes": clauses against those of the round
    before, see `changed_lines`}"""
    contract = Contract.objects.select_related("quote").get(pk=round.object_id)
    before = Round.objects.of("contract", contract.pk).filter(number__lt=round.number).first()
    changes = changed_lines(before.facts["clauses"], round.facts["clauses"]) if before else []
    return {
        "contract": contract,
        "amounts": amounts_of(contract),
        "lines": contract.lines.select_related("product"),
        "terms": terms_of(contract),
        "changes": changes,
    }


def changed_lines(old: str, new: str) -> list[dict]:
    """Lines of a text that went or came: [{"gone": bool, "text"}]."""
    compared = ndiff(old.splitlines(), new.splitlines())
    return [
        {"gone": line[0] == "-", "text": line[2:]} for line in compared if line[:2] in ("- ", "+ ")
    ]
