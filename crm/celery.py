"""Jobs. A task runs inside its tenant's scope, taken from the message; without one it refuses.

Beat starts `each_tenant`, which sends one task per active tenant (DESIGN.md section 3).
"""

import gc
import os

from celery import Celery, Task
from celery.schedules import crontab
from celery.signals import beat_init, worker_before_create_process, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
app = Celery("crm")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    name: {"task": "crm.each_tenant", "schedule": schedule, "args": [task]}
    for name, task, schedule in [
        ("outbox", "tenants.deliver_outbox", 60.0),
        ("audit seals", "tenants.seal_audit", crontab(minute=20)),
        ("stale deals", "opportunities.remind_stale", crontab(minute=5)),
        ("pipeline sums", "opportunities.fold_pipeline", crontab(minute="*/10")),
        ("forecast", "reports.store_forecast", crontab(minute=15)),
        ("overdue", "payments.remind_overdue", crontab(minute=10)),
        ("imports", "integrations.tend_imports", crontab(minute="*/5")),
    ]
}


@worker_init.connect
@beat_init.connect
def refuse(**kwargs) -> None:
    """Celery logs what a signal's receiver raises and goes on; only SystemExit stops it."""
    from crm.production import StartRefused, refuse_to_start

    try:
        refuse_to_start()
    except StartRefused as refused:
        raise SystemExit(str(refused)) from None


@worker_before_create_process.connect
def share(**kwargs) -> None:
    """Let no collection touch what a child is forked from: a page of memory that is written is
    shared no longer, and the first collection would write 40 MB."""
    gc.collect()
    gc.freeze()


class NoTenantInMessage(RuntimeError):
    """A tenant's task was called without a tenant in its message."""


class TenantTask(Task):
    """Base of every task that touches a tenant's rows."""

    abstract = True

    def apply_async(self, args=None, kwargs=None, **options):
        from crm.logs import request_id
        from tenants.scope import current_scope, in_scope

        headers = {"request_id": request_id.get()} | (options.pop("headers", None) or {})
        if "tenant_id" not in headers and in_scope():
            scope = current_scope()
            headers |= {"tenant_id": scope.tenant.pk, "actor_id": scope.actor_id}
        return super().apply_async(args, kwargs, headers=headers, **options)

    def __call__(self, *args, **kwargs):
        from crm.logs import request_id
        from tenants.models import Tenant
        from tenants.runs import recorded
        from tenants.scope import in_scope, tenant_scope

        if in_scope():  # called directly, as a function
            return self.run(*args, **kwargs)
        tenant_id = self.request.get("tenant_id")
        if tenant_id is None:
            raise NoTenantInMessage(self.name)
        tenant = Tenant.objects.get(pk=tenant_id)
        token = request_id.set(self.request.get("request_id") or self.request.id or "")
        try:
            with recorded(tenant, self.name) as run:
                with tenant_scope(tenant, actor_id=self.request.get("actor_id")):
                    run.result = self.run(*args, **kwargs)
                return run.result
        finally:
            request_id.reset(token)


@app.task(name="crm.each_tenant")
def each_tenant(task_name: str) -> int:
    """Send a task once for every active tenant; returns how many were sent."""
    from tenants.models import Tenant

    tenant_ids = Tenant.objects.filter(active=True).values_list("pk", flat=True)
    for tenant_id in tenant_ids:
        app.tasks[task_name].apply_async(headers={"tenant_id": tenant_id})
    return len(tenant_ids)
