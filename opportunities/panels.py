"""What the room shows on the pages of rooms on its left."""

from activities.kinds import kind_of
from customers.models import Account, Contact
from leads.models import Lead
from opportunities.models import Opportunity
from people.models import Member

SHOWN = 10


def deals_of(account: Account, member: Member) -> dict | None:
    """The newest deals with a customer, of those that the reader may see."""
    if not member.can("opportunities.view"):
        return None
    deals = Opportunity.objects.visible_to(member).filter(account=account)
    return {
        "deals": deals.select_related("stage").order_by("-pk")[:SHOWN],
        "may_create": member.can("opportunities.create"),
    }


def made_of(lead: Lead, member: Member) -> dict | None:
    """The customer, contact and deals that a lead was converted into, as far as he may see them."""
    if lead.state != Lead.State.CONVERTED:
        return None
    made = (
        Account.objects.filter(pk=lead.account_id),
        Contact.objects.filter(pk=lead.contact_id),
        Opportunity.objects.filter(lead=lead).order_by("pk"),
    )
    seen = [record for rows in made for record in rows.visible_to(member)]
    return {"rows": [{"record": record, "kind": kind_of(record)} for record in seen]}
