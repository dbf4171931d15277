"""What approvers of a discount see besides the figures that were judged (spec 05)."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from activities.printing import tax_lines
from approvals.models import Round
from crm.templatetags.fairway import percent
from quotes.authority import judge
from quotes.content import content_hash
from quotes.lines import stored_price
from quotes.models import Quote


def brief(round: Round) -> str:
    """How far it goes beyond the author's limit, and why: one line for the inbox."""
    excess, why = round.facts["excess"], round.facts.get("why", "")
    figures = {"discount": percent(round.facts["discount"]), "excess": percent(excess)}
    said = [_("%(discount)s off, %(excess)s beyond the limit") % figures] if excess != "0.0" else []
    return pgettext("between clauses", "; ").join([*said, *([why] if why else [])])


def look(round: Round) -> dict:
    """{"quote", "same", "lines", "taxes", "over"}: the lines with their prices, and the ids of
    those beyond the author's limit. `same` is false once other lines stand in the quote than
    were submitted: then there are no lines to show."""
    quote = Quote.objects.select_related("account", "opportunity", "author").get(pk=round.object_id)
    lines = list(quote.lines.select_related("product"))
    if content_hash(quote, lines) != round.content_hash:
        return {"quote": quote, "same": False}
    price = stored_price(lines)
    over = judge(price, [line.cost for line in lines], quote.author.discount_limit).over
    return {
        "quote": quote,
        "same": True,
        "lines": list(zip(lines, price.lines, strict=True)),
        "taxes": tax_lines(lines),
        "over": {lines[place].pk for place in over},
    }
