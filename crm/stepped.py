"""Long jobs: a transaction a step instead of one around all of it, so that a killed worker loses
one step and nobody waits for the whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from crm.celery import NoTenantInMessage, TenantTask


class SteppedTask(TenantTask):
    """Base of tasks that open their tenant's scope themselves, by `with self.step():`."""

    abstract = True

    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

    @contextmanager
    def step(self) -> Iterator[None]:
        """The scope of the message's tenant and a transaction; in an open scope a savepoint."""
        from tenants.models import Tenant
        from tenants.scope import current_scope, in_scope, tenant_scope

        if in_scope():
            tenant, actor_id = current_scope().tenant, current_scope().actor_id
        elif tenant_id := self.request.get("tenant_id"):
            tenant = Tenant.objects.get(pk=tenant_id)
            actor_id = self.request.get("actor_id")
        else:
            raise NoTenantInMessage(self.name)
        with tenant_scope(tenant, actor_id=actor_id):
            yield
