"""The registered jobs, and how a worker runs one."""

from crm.celery import TenantTask, app


def tasks() -> list[TenantTask]:
    app.loader.import_default_modules()
    own = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    return sorted((t for t in own if isinstance(t, TenantTask)), key=lambda task: task.name)


def run_task(task: TenantTask, tenant, **arguments):
    """As a worker does: the headers of the message are on the task's request."""
    task.push_request(tenant_id=tenant.pk)
    try:
        return task(**arguments)
    finally:
        task.pop_request()
