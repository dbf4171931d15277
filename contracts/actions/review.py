"""A contract's way through its approval: submitted, withdrawn, returned, formal (spec 06)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from approvals.actions import open_round, withdraw_round
from approvals.models import Purpose, Round
from contracts import formal
from contracts.actions.drafting import index_contract
from contracts.chain import steps_of
from contracts.checks import check_complete
from contracts.content import content_hash
from contracts.kept import keep
from contracts.models import Contract
from contracts.numbering import formal_number
from customers.actions import count_formal_contract
from opportunities.actions import apply_quote, win
from people.models import Member
from tenants.outbox import is_handled, tell
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed, move


@transaction.atomic
def submit_contract(*, by: Member, contract: Contract) -> Contract:
    """Open a round of approvals on a draft. Raises MoveNotAllowed with what is missing."""
    contract = Contract.objects.locked(contract.pk)
    if contract.state == Contract.State.IN_REVIEW:
        return contract
    move(contract.submit)
    check_complete(contract)
    steps = steps_of(contract, by)
    contract.save(update_fields=["state"])
    open_round(
        by=by,
        record=contract,
        purpose=Purpose.CONTRACT,
        owner=contract.owner,
        title=f"{contract.name} · {contract.their_party['name']}",
        amount=contract.amount,
        content_hash=content_hash(contract),
        steps=steps,
        facts={"clauses": contract.clauses, "content": keep(contract)},
    )
    return contract


@transaction.atomic
def withdraw_contract(*, by: Member, contract: Contract) -> Contract:
    """Take a submitted contract back into draft; a draft stays as it is."""
    round = Round.objects.open().of("contract", contract.pk).first()
    if round is not None:
        withdraw_round(by=by, round=round)
    contract = Contract.objects.locked(contract.pk)
    if contract.state != Contract.State.DRAFT:
        raise MoveNotAllowed(_("Only a contract in review can be withdrawn."))
    return contract


def return_to_draft(round: Round, by: Member, how: str, comment: str) -> None:
    """The round ended without agreement; its own event says how."""
    contract = Contract.objects.locked(round.object_id)
    move(contract.return_to_draft)
    contract.save(update_fields=["state"])


def make_formal(round: Round, by: Member) -> Contract:
    """The last agreement: deal won, number given, contract locked, in the decision's transaction.

    The number comes after what may wait for others: its series stays locked until the commit.
    """
    contract = Contract.objects.locked(round.object_id)
    _win_deal(contract, by)
    count_formal_contract(by=by, account=contract.account)
    today = timezone.localdate()
    number = formal_number(current_tenant(), today.year)
    move(contract.become_formal, number, timezone.now(), today)
    contract.save(
        update_fields=[
            "state",
            "number",
            "formal_at",
            "signed_on",
            "credited_to",
            "credited_department",
        ]
    )
    formal.run(contract, by)
    record_event("contract.formal", contract, by=by, number=number)
    index_contract(contract)
    _tell_outside(contract)
    return contract


def _win_deal(contract: Contract, by: Member) -> None:
    """A deal that is open still is worth what was signed, and won."""
    deal = contract.opportunity
    if deal is None or deal.status != deal.Status.OPEN:
        return
    if deal.amount != contract.amount:
        lines = contract.lines.select_related("product")
        products = [(line.product, line.quantity, line.line_total) for line in lines]
        apply_quote(by=by, opportunity=deal, amount=contract.amount, products=products)
    win(by=by, opportunity=deal, reason=_("Its contract became formal."))


def _tell_outside(contract: Contract) -> None:
    if is_handled("contract.formal"):
        payload = {"contract": contract.pk, "number": contract.number}
        tell("contract.formal", f"contract-{contract.pk}", payload)
