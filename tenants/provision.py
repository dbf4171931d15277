"""What a new company starts with: each room adds its own (a pool, two processes, reasons …)."""

from collections.abc import Callable

from tenants.models import Tenant
from tenants.scope import tenant_scope

Provision = Callable[[Tenant], None]
_provisions: list[Provision] = []


def provisions(function: Provision) -> Provision:
    """Register what is made, inside the new company's scope. Each must be safe to run again."""
    _provisions.append(function)
    return function


def provision(tenant: Tenant) -> None:
    with tenant_scope(tenant):
        for function in _provisions:
            function(tenant)
