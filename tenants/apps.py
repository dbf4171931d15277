from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    name = "tenants"
    verbose_name = _("Companies")

    def ready(self):
        from tenants import outbox

        outbox.on_tell(_nudge)


def _nudge(tenant_id: int) -> None:
    """Send soon after commit. A broker that is down raises here: on_commit(robust=True) logs it
    and the poll of the next minute sends instead."""
    from tenants.tasks import deliver_outbox

    deliver_outbox.apply_async(headers={"tenant_id": tenant_id}, retry=False)
