from leads.models.claim import Claim
from leads.models.lead import Lead
from leads.models.pool import Pool, PoolMember

__all__ = ["Claim", "Lead", "Pool", "PoolMember"]
