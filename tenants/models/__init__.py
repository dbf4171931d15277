from tenants.models.audit import AuditRow, AuditSeal, Denial
from tenants.models.door import Door
from tenants.models.jobs import IdempotencyKey, JobRun, NumberSeries, Outbox
from tenants.models.tenant import Tenant

__all__ = [
    "AuditRow",
    "AuditSeal",
    "Denial",
    "Door",
    "IdempotencyKey",
    "JobRun",
    "NumberSeries",
    "Outbox",
    "Tenant",
]
