from approvals.actions.decisions import approve_step, reject_step
from approvals.actions.endings import void_rounds, withdraw_round
from approvals.actions.opening import open_round
from approvals.actions.urging import urge_step

__all__ = [
    "approve_step",
    "open_round",
    "reject_step",
    "urge_step",
    "void_rounds",
    "withdraw_round",
]
