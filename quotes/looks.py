"""What approvers of a discount see besides the figures that were judged (spec 05)."""

from activities.printing import tax_lines
from approvals.models import Round
from quotes.authority import judge
from quotes.content import content_hash
from quotes.lines import stored_price
from quotes.models import Quote


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
