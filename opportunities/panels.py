"""What the room shows on the pages of rooms on its left."""

from customers.models import Account
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
