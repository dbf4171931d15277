from opportunities.models.criteria import ExitCriterion, StageTask, Waiver
from opportunities.models.opportunity import (
    Opportunity,
    OpportunityProduct,
    OpportunityShare,
)
from opportunities.models.pipeline import PipelineSum
from opportunities.models.process import Process, Stage
from opportunities.models.stage_change import StageChange

__all__ = [
    "ExitCriterion",
    "Opportunity",
    "OpportunityProduct",
    "OpportunityShare",
    "PipelineSum",
    "Process",
    "Stage",
    "StageChange",
    "StageTask",
    "Waiver",
]
