"""Who else has this company (spec 02, Duplicates): names only what the reader may see."""

from customers.models import Account
from customers.names import company_key
from leads.models import Lead
from people.models import Member

SHOWN = 5


def duplicates_of(lead: Lead, *, member: Member) -> dict:
    """Visible matches of a lead, and how many more there are that this member may not see."""
    key = lead.company_key or company_key(lead.company)
    accounts = Account.objects.similar_to(key)
    leads = Lead.objects.similar_to(company_key=key, phone=lead.phone, email=lead.email).exclude(
        pk=lead.pk
    )
    visible = [
        *accounts.visible_to(member).select_related("owner")[:SHOWN],
        *leads.visible_to(member).select_related("owner")[:SHOWN],
    ]
    total = accounts.count() + leads.count()
    return {"records": visible, "hidden": max(0, total - len(visible))}
