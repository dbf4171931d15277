"""A new company: the tenant with what every one starts with, and its first administrator."""

from django.db import transaction

from people.actions.departments import create_department
from people.actions.invitations import invite_member
from people.roles import Role
from tenants.actions import create_tenant
from tenants.models import Tenant
from tenants.scope import tenant_scope


@transaction.atomic
def found_company(*, name: str, slug: str, admin_email: str, **settings) -> Tenant:
    """Make a company and invite its first administrator by mail.

    Raises ValidationError for a slug, language or time zone that is not one.
    """
    tenant = create_tenant(name=name, slug=slug, **settings)
    with tenant_scope(tenant):
        office = create_department(by=None, name=name[:80])
        invite_member(
            by=None, name=admin_email[:80], email=admin_email, department=office, roles=[Role.ADMIN]
        )
    return tenant
