from approvals.models.chain import Chain, ChainStep, Substitute
from approvals.models.round import Round, Step, StepAssignee

__all__ = ["Chain", "ChainStep", "Round", "Step", "StepAssignee", "Substitute"]
