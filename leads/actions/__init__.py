from leads.actions.ownership import assign_lead, claim_lead, give_back_lead
from leads.actions.records import change_lead, create_lead, create_leads, pool_for
from leads.actions.work import (
    close_converted,
    disqualify_lead,
    restore_lead,
    start_lead,
    touch_lead,
)

__all__ = [
    "assign_lead",
    "change_lead",
    "claim_lead",
    "close_converted",
    "create_lead",
    "create_leads",
    "disqualify_lead",
    "give_back_lead",
    "pool_for",
    "restore_lead",
    "start_lead",
    "touch_lead",
]
