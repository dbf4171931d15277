"""The lines of a quote: a person gives products, quantities, discounts; the rest is computed."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.actions import record_event
from crm.money import amount_str
from crm.refusals import InputRefused
from people.models import Member
from quotes.actions.drafts import begin_change, check_changeable
from quotes.content import content_hash
from quotes.lines import LineInput, build_line, price_lines
from quotes.models import Quote, QuoteLine
from quotes.pricing import Manual, QuotePrice

MOST = 200


@transaction.atomic
def set_lines(
    *, by: Member, quote: Quote, lines: Sequence[LineInput], whole_discount: Manual | None = None
) -> Quote:
    """Replace the lines by `lines`, sorted by their order; whoever does it is the author.

    Prices, tax rates and costs are taken from the catalogue now, a discount on the whole is spread
    over the lines. The same lines at the same prices change nothing, others take an approval away.
    Raises ValidationError for figures that cannot be.
    """
    quote = Quote.objects.locked(quote.pk)
    check_changeable(quote)
    before = content_hash(quote)
    lines = sorted(lines, key=lambda line: line.order)
    price = _priced(lines, whole_discount)
    rows = [
        build_line(line, of_line, place)
        for place, (line, of_line) in enumerate(zip(lines, price.lines, strict=True))
    ]
    quote.whole_kind = whole_discount.kind if whole_discount else ""
    quote.whole_value = whole_discount.value if whole_discount else None
    if content_hash(quote, rows) == before:
        return quote
    begin_change(quote, by)
    _store(quote, by, rows, price)
    record_event("quote.priced", quote, by=by, total={"money": amount_str(quote.total)})
    return quote


def _priced(lines: Sequence[LineInput], whole: Manual | None) -> QuotePrice:
    if len(lines) > MOST:
        raise ValidationError(_("A quote has %(most)d lines at most.") % {"most": MOST})
    try:
        return price_lines(lines, whole)
    except InputRefused as refused:
        raise ValidationError(str(refused), code=refused.code) from refused


def _store(quote: Quote, by: Member, rows: list[QuoteLine], price: QuotePrice) -> None:
    quote.lines.all().delete()
    for row in rows:
        row.quote = quote
    QuoteLine.objects.bulk_create(rows)
    quote.author = by
    quote.total, quote.tax, quote.net = price.total, price.tax, price.net
    quote.save(update_fields=["author", "whole_kind", "whole_value", "total", "tax", "net"])
