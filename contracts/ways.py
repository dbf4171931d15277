"""What a contract lets people see, and what it keeps closed, in rooms further left (spec 01)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.querysets import EVERYWHERE
from opportunities.models import Opportunity
from people.models import Member


def accounts_of_contracts(member: Member) -> Q | None:
    """Finance, legal and project read the customers of the contracts that they see."""
    return _behind(member, "account")


def deals_of_contracts(member: Member) -> Q | None:
    """The same for deals, and so for the quotes of these deals."""
    return _behind(member, "opportunity")


def _behind(member: Member, relation: str) -> Q | None:
    if not any(map(member.is_, EVERYWHERE)):
        return None
    contracts = Contract.objects.visible_to(member).exclude(**{relation: None})
    return Q(pk__in=contracts.values(relation))


def formal_contract_of(deal: Opportunity) -> str | None:
    """A deal with a formal contract stays won."""
    contract = Contract.objects.filter(opportunity=deal, state__in=["formal", "fulfilled"]).first()
    if contract is None:
        return None
    return _("Its contract %(number)s is formal.") % {"number": contract.number}
