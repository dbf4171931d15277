from celery import shared_task

from crm.celery import TenantTask
from payments import actions


@shared_task(base=TenantTask, name="payments.remind_overdue")
def remind_overdue() -> int:
    """Hourly; acts from 08:00 in the tenant's zone, and later hours catch up what 08:00 missed.

    What was sent is in the ledger of reminders, so runs may be repeated, late or parallel.
    """
    return actions.remind_overdue()
