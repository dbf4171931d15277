"""The tenant that the running request, job or command works for.

A contextvar says it to Python, `app.tenant_id` says it to PostgreSQL's row policies. Both are set
by `tenant_scope` only, the second for one transaction, so that neither can outlive the first.
Source: DESIGN.md section 2.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone

if TYPE_CHECKING:
    from tenants.models import Tenant


class NoTenant(RuntimeError):
    """A tenant's rows were asked for where no tenant is in scope."""


class OtherTenant(RuntimeError):
    """A scope was opened inside the scope of another tenant."""


@dataclass(frozen=True)
class Scope:
    tenant: "Tenant"
    actor_id: int | None


_scope: ContextVar[Scope | None] = ContextVar("tenant_scope", default=None)


def current_scope() -> Scope:
    """The scope in force; raises NoTenant outside one."""
    scope = _scope.get()
    if scope is None:
        raise NoTenant("no tenant in scope; open one with tenant_scope(tenant)")
    return scope


def current_tenant() -> "Tenant":
    return current_scope().tenant


def current_tenant_id() -> int:
    return current_scope().tenant.pk


def in_scope() -> bool:
    return _scope.get() is not None


@contextmanager
def tenant_scope(tenant: "Tenant", *, actor_id: int | None = None) -> Iterator[None]:
    """Open the scope of `tenant` and one transaction inside it.

    Raises OtherTenant inside another tenant's scope. Inside the same tenant's scope it is a
    savepoint, and the actor changes for its length.
    """
    outer = _scope.get()
    if outer is not None and outer.tenant.pk != tenant.pk:
        raise OtherTenant(f"scope of {tenant.slug} inside that of {outer.tenant.slug}")
    token = _scope.set(Scope(tenant, actor_id))
    try:
        with timezone.override(tenant.time_zone), transaction.atomic():
            _tell_database(tenant.pk, actor_id)
            yield
            if outer is not None:
                _tell_database(tenant.pk, outer.actor_id)
    finally:
        _scope.reset(token)


def set_actor(actor_id: int, *, told: bool = False) -> None:
    """Name the member whom audit rows of this transaction will carry; `told` where a statement
    has said it to the database already."""
    scope = current_scope()
    _scope.set(Scope(scope.tenant, actor_id))
    if not told:
        _tell_database(scope.tenant.pk, actor_id)


def _tell_database(tenant_id: int, actor_id: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.tenant_id', %s, true), set_config('app.actor', %s, true)",
            [str(tenant_id), "" if actor_id is None else str(actor_id)],
        )
