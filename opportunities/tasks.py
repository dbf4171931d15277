from celery import shared_task

from crm.celery import TenantTask
from opportunities.actions import pipeline, reminders


@shared_task(base=TenantTask, name="opportunities.remind_stale")
def remind_stale() -> int:
    """Tell of stale deals what has not been told yet."""
    return reminders.remind_stale()


@shared_task(base=TenantTask, name="opportunities.fold_pipeline")
def fold_pipeline() -> int:
    """Make one row of the many that changes of deals have added to a sum."""
    return pipeline.fold_pipeline()
