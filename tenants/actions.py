"""Actions of the platform: companies and the doors into them."""

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.base import TenantModel
from tenants.models import Door, Tenant
from tenants.models.door import digest
from tenants.provision import provision
from tenants.scope import current_tenant_id
from tenants.states import MoveNotAllowed


def create_tenant(*, name: str, slug: str, **settings) -> Tenant:
    """Make a company with what every new one starts with (tenants/provision.py).

    Raises ValidationError for a slug, language or time zone that is not one.
    """
    tenant = Tenant(name=name, slug=slug, **settings)
    tenant.full_clean()
    with transaction.atomic():
        tenant.save()
        provision(tenant)
    return tenant


@transaction.atomic
def change_settings(*, by, **changes) -> Tenant:
    """Change settings of the company in scope; ValidationError for a value that is none."""
    return change_tenant(tenant=Tenant.objects.get(pk=current_tenant_id()), **changes)


@transaction.atomic
def change_tenant(*, tenant: Tenant, **changes) -> Tenant:
    """The same for any company, as the platform's operator does it."""
    for field, value in changes.items():
        setattr(tenant, field, value)
    tenant.full_clean()
    tenant.save(update_fields=[*changes])
    return tenant


def open_door(*, kind: str, object_id: int, expires_at: datetime | None = None) -> str:
    """Make a door to a record of the tenant in scope and return its token, shown only now."""
    token = secrets.token_urlsafe(32)
    Door.objects.create(
        tenant_id=current_tenant_id(),
        kind=kind,
        sha256=digest(token),
        object_id=object_id,
        expires_at=expires_at,
    )
    return token


def close_doors(*, kind: str, object_id: int) -> int:
    """Revoke every open door to a record; returns how many there were."""
    return Door.objects.filter(
        tenant_id=current_tenant_id(), kind=kind, object_id=object_id, revoked_at=None
    ).update(revoked_at=timezone.now())


@transaction.atomic
def save_configuration(*, by, row: TenantModel) -> TenantModel:
    """Store a row of configuration (a stage, a pool, a product …) as an administrator left it."""
    row.save()
    return row


@transaction.atomic
def delete_configuration(*, by, row: TenantModel) -> None:
    """Delete a row of configuration; MoveNotAllowed while something still points at it."""
    try:
        row.delete()
    except (ProtectedError, IntegrityError) as used:
        raise MoveNotAllowed(_("It is in use, so it cannot be deleted.")) from used
