from celery import shared_task

from crm.celery import TenantTask
from opportunities.actions import reminders


@shared_task(base=TenantTask, name="opportunities.remind_stale")
def remind_stale() -> int:
    """Tell of stale deals what has not been told yet."""
    return reminders.remind_stale()
