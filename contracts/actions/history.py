"""Contracts of the past, with numbers and days from elsewhere (spec 10, History)."""

from collections import Counter
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions.events import record_events
from activities.actions.searching import index_many
from contracts.models import Contract, ContractLine, PaymentTerm
from customers.actions import count_formal_contract
from people.models import Member


@transaction.atomic
def record_contracts(
    *,
    by: Member,
    contracts: list[Contract],
    lines: Iterable[ContractLine] = (),
    terms: Iterable[PaymentTerm] = (),
) -> list[Contract]:
    """Bring many formal contracts in at once, as an import does, without a round of approvals.

    Rows are unsaved and cleaned, in state formal, with number, account, owner, amount and
    `signed_on`; their credit goes to their owners. `lines` and `terms` are unsaved rows that point
    at them; payments makes the plan of instalments afterwards. The tenant's own series of numbers
    does not move. Raises ValidationError for a day in the future.
    """
    today = timezone.localdate()
    if any(contract.signed_on > today for contract in contracts):
        raise ValidationError({"signed_on": _("This day lies in the future.")})
    for contract in contracts:
        contract.imported_by = by
        contract.credited_to = contract.credited_to or contract.owner
        contract.credited_department = contract.credited_to.department
        contract.their_party = {"name": contract.account.name}
    Contract.objects.bulk_create(contracts, batch_size=500)
    ContractLine.objects.bulk_create(map(_pointed, lines), batch_size=500)
    PaymentTerm.objects.bulk_create(map(_pointed, terms), batch_size=500)
    for account, count in Counter(contract.account for contract in contracts).items():
        for _number in range(min(count, 2)):
            count_formal_contract(by=by, account=account)
    record_events("contract.recorded", contracts, by=by)
    index_many((c, str(c), [c.account.name], []) for c in contracts)
    return contracts


def _pointed(row: ContractLine | PaymentTerm) -> ContractLine | PaymentTerm:
    """The row with the id that its contract has got meanwhile."""
    row.contract = row.contract
    return row
