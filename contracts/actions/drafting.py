"""Contracts in draft: made from a quote, changed, kept in step with the quote (spec 06)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import index, record_event
from contracts.checks import AGREED
from contracts.models import Contract, ContractLine, PaymentTerm
from contracts.numbering import draft_number
from contracts.parties import our_party, their_party
from contracts.terms import check_terms
from people.models import Member
from people.roles import Role
from quotes.models import Quote
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed

FIELDS = ("name", "project_manager", "clauses", "starts_on", "ends_on")
TERM_FIELDS = ("name", "share", "value", "trigger", "milestone", "days", "working_days", "on")


@transaction.atomic
def draft_from_quote(*, by: Member, quote: Quote, **fields) -> Contract:
    """Make a draft with its own copy of the quote's lines; `fields` are those of FIELDS.

    A quote has one contract: asked again, the same one comes back. Raises MoveNotAllowed for a
    quote that is not approved.
    """
    quote = Quote.objects.locked(quote.pk)  # two at once make one
    there = Contract.objects.live().filter(quote=quote).first()
    if there:
        return there
    _check_agreed(quote)
    contract = Contract(
        account=quote.account,
        opportunity=quote.opportunity,
        owner=quote.owner,
        **{"name": quote.opportunity.name} | _known(fields),
    )
    _check_input(contract)
    contract.number = draft_number(timezone.localdate().year)
    _take_over(contract, quote)
    record_event("contract.created", contract, by=by, quote=str(quote))
    return contract


@transaction.atomic
def change_contract(*, by: Member, contract: Contract, **changes) -> Contract:
    """Change the given fields of a draft and no other; without changes nothing is written."""
    contract = locked_draft(contract)
    if not changes:
        return contract
    for field, value in _known(changes).items():
        setattr(contract, field, value)
    _check_input(contract)
    contract.save(update_fields=list(changes))
    record_event("contract.changed", contract, by=by, fields=list(changes))
    index_contract(contract)
    return contract


@transaction.atomic
def set_terms(*, by: Member, contract: Contract, terms: list[dict]) -> Contract:
    """Put these payment terms, keys of TERM_FIELDS, in the place of those of a draft.

    Raises ValidationError for parts that do not fit the contract's amount.
    """
    contract = locked_draft(contract)
    rows = [
        PaymentTerm(
            contract=contract, order=order, **{k: term[k] for k in TERM_FIELDS if k in term}
        )
        for order, term in enumerate(terms)
    ]
    for row in rows:
        row.check_input()
    check_terms(rows, contract.amount, current_tenant().currency)
    contract.terms.all().delete()
    PaymentTerm.objects.bulk_create(rows)
    record_event("contract.terms_set", contract, by=by, count=len(rows))
    return contract


@transaction.atomic
def sync_quote(*, by: Member, contract: Contract, quote: Quote) -> Contract:
    """Copy a quote's lines into a draft: a newer version of its quote, or the same one again."""
    contract = locked_draft(contract)
    if quote.opportunity_id != contract.opportunity_id:
        raise MoveNotAllowed(_("This quote belongs to another deal."))
    _check_agreed(quote)
    _take_over(contract, quote)
    record_event("contract.synced", contract, by=by, quote=str(quote))
    return contract


def locked_draft(contract: Contract) -> Contract:
    """The contract's row, locked; MoveNotAllowed unless it is a draft."""
    contract = Contract.objects.locked(contract.pk)
    check_draft(contract)
    return contract


def check_draft(contract: Contract) -> None:
    if contract.state != Contract.State.DRAFT:
        raise MoveNotAllowed(
            _("A contract that is “%(state)s” cannot be changed.")
            % {"state": contract.get_state_display()}
        )


def index_contract(contract: Contract) -> None:
    index(contract, title=str(contract), extra=[contract.their_party.get("name", "")])


def _take_over(contract: Contract, quote: Quote) -> None:
    """Lines, amount and parties from the quote, on a locked or new contract."""
    contract.quote = quote
    contract.amount = quote.lines.aggregate(sum=Sum("line_total"))["sum"] or 0
    contract.our_party = our_party(current_tenant())
    contract.their_party = their_party(contract.account)
    contract.save()
    contract.lines.all().delete()
    ContractLine.objects.bulk_create(
        ContractLine(
            contract=contract,
            order=order,
            product=line.product,
            name=line.product.name,
            unit=line.product.unit,
            description=line.description,
            quantity=line.quantity,
            unit_price=line.unit_price,
            vat_rate=line.vat_rate,
            line_total=line.line_total,
            tax=line.tax,
            net=line.net,
        )
        for order, line in enumerate(quote.lines.select_related("product"))
    )
    index_contract(contract)


def _check_agreed(quote: Quote) -> None:
    if quote.state not in AGREED:
        raise MoveNotAllowed(
            _("Only an approved quote becomes a contract; this one is “%(state)s”.")
            % {"state": quote.get_state_display()}
        )


def _check_input(contract: Contract) -> None:
    contract.check_input()
    if contract.starts_on and contract.ends_on and contract.ends_on < contract.starts_on:
        raise ValidationError({"ends_on": _("The end lies before the start.")})
    manager = contract.project_manager
    if manager and not (manager.active and manager.is_(Role.PROJECT)):
        raise ValidationError({"project_manager": _("Choose an active project manager.")})


def _known(fields: dict) -> dict:
    unknown = fields.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"not a contract's field: {sorted(unknown)}")
    return fields
