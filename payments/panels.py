"""What payments shows on a contract's page."""

from contracts.models import Contract
from payments.balances import plan_of
from people.models import Member
from people.roles import Role


def contract_panel(contract: Contract, member: Member) -> dict | None:
    """The plan with balances, for whoever may see this contract's money (spec 01)."""
    everywhere = member.is_(Role.FINANCE) or member.is_(Role.ADMIN)
    if not everywhere and contract.owner_id not in member.team_ids:
        return None
    if not member.can("payments.view"):
        return None
    open_to_money = contract.state in (Contract.State.FORMAL, Contract.State.FULFILLED)
    may_report = member.can("payments.report") and contract.changeable_by(member)
    return plan_of(contract) | {"may_report": open_to_money and may_report}
