from approvals.models.chain import Chain, ChainStep, Purpose, Substitute
from approvals.models.round import Round
from approvals.models.step import Step, StepAssignee

__all__ = ["Chain", "ChainStep", "Purpose", "Round", "Step", "StepAssignee", "Substitute"]
