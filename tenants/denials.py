"""Who was turned away, written down after the refused request was rolled back."""

from tenants.models import Denial, Tenant
from tenants.scope import tenant_scope


def record_denial(tenant: Tenant, request, status: int) -> None:
    """Write one row in a transaction of its own (SECURITY.md 1A number 9)."""
    with tenant_scope(tenant):
        Denial.objects.create(
            user_id=getattr(request.user, "pk", None),
            member_id=getattr(request.member, "pk", None),
            method=request.method[:7],
            path=request.path[:300],
            status=status,
        )
