"""The chain that a new company starts with (spec 06); administrators change it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from approvals.models import Chain, ChainStep, Purpose
from people.roles import Role
from tenants.models import Tenant

# Manager, then project manager, then finance and legal side by side.
DEFAULT = [
    (1, Role.MANAGER, gettext_noop("Manager's review")),
    (2, Role.PROJECT, gettext_noop("Project manager's review")),
    (3, Role.FINANCE, gettext_noop("Finance review")),
    (3, Role.LEGAL, gettext_noop("Legal review")),
]


def default_chain(tenant: Tenant) -> None:
    """The contract's chain, its steps named in the company's language."""
    chain, created = Chain.objects.get_or_create(purpose=Purpose.CONTRACT)
    if not created:
        return
    with override(tenant.language):
        ChainStep.objects.bulk_create(
            ChainStep(chain=chain, order=order, role=role, name=_(name))
            for order, role, name in DEFAULT
        )
