"""A contract on paper (spec 06): everything on it is the contract's own, frozen copy."""

from activities.printing import Paper, tax_lines
from contracts.models import Contract
from contracts.terms import terms_of

UNAPPROVED = (Contract.State.DRAFT, Contract.State.IN_REVIEW)


def _context(contract: Contract) -> dict:
    lines = list(contract.lines.all())
    return {
        "contract": contract,
        "lines": lines,
        "net": sum(line.net for line in lines),
        "taxes": tax_lines(lines),
        "terms": terms_of(contract),
        "watermark": contract.state in UNAPPROVED,
    }


PAPER = Paper(
    template="contracts/print.html",
    context=_context,
    total=lambda contract: contract.amount,
    name=lambda contract: contract.number,
)
