"""Who else has a lead's company (spec 02, Duplicates)."""

from customers.duplicates import SHOWN, Duplicates, same_company
from leads.models import Lead
from people.models import Member


def duplicates_of(lead: Lead, *, member: Member) -> Duplicates:
    """Customers and other leads of the same company, phone or e-mail."""
    accounts = same_company(lead.company, member=member)
    matches = Lead.objects.similar_to(
        company_key=lead.company_key, phone=lead.phone, email=lead.email
    ).exclude(pk=lead.pk)
    visible = matches.visible_to(member).select_related("owner")
    return Duplicates(
        accounts.records + list(visible[:SHOWN]),
        accounts.hidden + matches.count() - visible.count(),
    )
