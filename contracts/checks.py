"""What must hold before a contract is submitted; finance reads the same figures (spec 06)."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.terms import check_terms
from quotes.models import Quote
from tenants.scope import current_tenant

AGREED = (Quote.State.APPROVED, Quote.State.SENT, Quote.State.ACCEPTED)


@dataclass(frozen=True)
class Amounts:
    """Contract amount = quote total = sum of lines."""

    contract: Decimal
    quote: Decimal | None
    lines: Decimal

    @property
    def agree(self) -> bool:
        return self.contract == self.quote == self.lines and self.contract > 0

    @property
    def differ(self) -> bool:
        """Two known figures are not the same; a contract of the past may have no quote."""
        return len({self.contract, self.lines} | ({self.quote} - {None})) > 1


def amounts_of(contract: Contract) -> Amounts:
    lines = contract.lines.aggregate(sum=Sum("line_total"))["sum"] or Decimal(0)
    return Amounts(contract.amount, contract.quote and contract.quote.total, lines)


def missing(contract: Contract) -> list[str]:
    """What keeps a draft from being submitted, in words; empty when nothing does."""
    quote, deal = contract.quote, contract.opportunity
    wrong = {
        _("The contract's amount, the quote's total and the sum of the lines must be the same, "
          "and above zero."): not amounts_of(contract).agree,
        _("The quote is no longer in force: take over its newest version."):
            quote is not None and quote.state not in AGREED,
        _("A project manager is named."): contract.project_manager is None,
        _("The deal is neither lost nor invalid."):
            deal is not None and deal.status not in ("open", "won"),
    }  # fmt: skip
    return [text for text, is_so in wrong.items() if is_so] + _terms_missing(contract)


def _terms_missing(contract: Contract) -> list[str]:
    try:
        check_terms(list(contract.terms.all()), contract.amount, current_tenant().currency)
    except ValidationError as faults:
        return faults.messages
    return []
