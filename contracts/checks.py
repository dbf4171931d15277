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
from tenants.states import MoveNotAllowed

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


@dataclass(frozen=True)
class Need:
    """What a draft must have before it is submitted: `text` names it, `fault` says in words what
    is wrong, "" when nothing is. `page` is the URL name of the verb that puts it right, if any."""

    text: str
    fault: str
    page: str = ""

    @property
    def met(self) -> bool:
        return not self.fault


def needs(contract: Contract) -> list[Need]:
    """In the order in which one puts a draft together."""
    return [
        Need(_("Quote in force"), _quote_fault(contract), "contract_sync"),
        Need(_("Amounts agree"), _amounts_fault(contract), "contract_sync"),
        Need(_("Payment terms"), _terms_fault(contract), "contract_terms"),
        Need(_("Project manager"), _manager_fault(contract), "contract_change"),
        Need(_("Deal open or won"), _deal_fault(contract)),
    ]


def checklist(needs: list[Need]) -> dict | None:
    """For the page of a draft: {"open": needs that are not met, "met": those that are}."""
    if not needs:
        return None
    return {
        "open": [need for need in needs if not need.met],
        "met": [need for need in needs if need.met],
    }


def missing(contract: Contract) -> list[str]:
    """What keeps a draft from being submitted, in words; empty when nothing does."""
    return [need.fault for need in needs(contract) if not need.met]


def check_complete(contract: Contract) -> None:
    """Raise MoveNotAllowed with all that is missing."""
    lacking = missing(contract)
    if lacking:
        raise MoveNotAllowed(_("The contract cannot be submitted yet."), missing=lacking)


def _quote_fault(contract: Contract) -> str:
    quote = contract.quote
    if quote is None or quote.state in AGREED:
        return ""
    return _("The quote is no longer in force: take over its newest version.")


def _amounts_fault(contract: Contract) -> str:
    if amounts_of(contract).agree:
        return ""
    return _(
        "The contract's amount, the quote's total and the sum of the lines must be the same, "
        "and above zero."
    )


def _terms_fault(contract: Contract) -> str:
    try:
        check_terms(list(contract.terms.all()), contract.amount, current_tenant().currency)
    except ValidationError as faults:
        return " ".join(faults.messages)
    return ""


def _manager_fault(contract: Contract) -> str:
    return "" if contract.project_manager else _("Name the project manager.")


def _deal_fault(contract: Contract) -> str:
    deal = contract.opportunity
    if deal is None or deal.status in ("open", "won"):
        return ""
    return _("The deal is lost or invalid. Reopen it first.")
