"""Jobs of the reports."""

from celery import shared_task

from crm.celery import TenantTask
from reports import actions


@shared_task(base=TenantTask, name="reports.store_forecast")
def store_forecast() -> int:
    """Hourly: store the forecast per member and month. Twice gives the same rows."""
    return actions.store_forecast()
