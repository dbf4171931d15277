"""Who decides about a contract: the company's chain, with the contract's own project manager."""

from approvals.chains import StepSpec, steps_from_chain
from approvals.models import Purpose
from contracts.models import Contract
from people.models import Member
from people.roles import Role


def steps_of(contract: Contract, by: Member) -> list[StepSpec]:
    """The steps that a submission by this member opens; MoveNotAllowed names a role that nobody
    is left for."""
    return steps_from_chain(
        Purpose.CONTRACT,
        owner=contract.owner,
        submitted_by=by,
        amount=contract.amount,
        named={Role.PROJECT: [contract.project_manager]},
    )
