"""What a new company starts with: one pool for everything, and reasons to choose from."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from activities.models import Reason
from leads.models import Pool
from tenants.models import Tenant

REASONS = {
    Reason.List.LEAD_DISQUALIFIED: [
        gettext_noop("No need"),
        gettext_noop("No budget"),
        gettext_noop("Wrong contact data"),
        gettext_noop("A competitor asking"),
    ],
    Reason.List.LEAD_RETURNED: [
        gettext_noop("Cannot reach anybody"),
        gettext_noop("Outside my area"),
        gettext_noop("No time for it"),
    ],
}


def first_pool(tenant: Tenant) -> None:
    """A pool that takes every lead, and the reasons, named in the company's language."""
    with override(tenant.language):
        if not Pool.objects.exists():
            Pool.objects.create(name=_("General pool"), order=99)
        Reason.objects.bulk_create(
            [
                Reason(list=name, name=_(reason), order=order)
                for name, reasons in REASONS.items()
                for order, reason in enumerate(reasons)
            ],
            ignore_conflicts=True,
        )
