"""What quotes add to the page of a deal."""

from django.utils.translation import gettext_lazy as _

from crm.pages import Verb
from opportunities.models import Opportunity
from people.models import Member
from quotes.models import Quote


def is_open(deal: Opportunity) -> bool:
    return deal.status == Opportunity.Status.OPEN


DEAL_VERB = Verb(_("New quote"), "quote_create", "quotes.create", "file-plus", is_open)


def quotes_of(deal: Opportunity, member: Member) -> dict | None:
    """The deal's quotes without versions that were replaced, for whoever may see quotes."""
    if not member.can("quotes.view"):
        return None
    return {"quotes": list(Quote.objects.filter(opportunity=deal).current().order_by("-pk"))}
