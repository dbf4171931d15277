"""Jobs of the platform."""

from celery import shared_task

from crm.celery import TenantTask
from tenants import outbox, seals


@shared_task(base=TenantTask, name="tenants.deliver_outbox")
def deliver_outbox() -> int:
    """Send what waits in the tenant's outbox. Safe to run twice or in parallel: rows are locked."""
    return outbox.deliver_due()


@shared_task(base=TenantTask, name="tenants.seal_audit")
def seal_audit() -> int:
    """Hourly: close what was written into the audit trail since the last seal."""
    return seals.seal()
