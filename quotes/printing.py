"""What a quote looks like on paper: the page, and its stylesheet, in the company's language."""

import hashlib
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from crm.capitals import capital_amount
from quotes.models import Quote, QuoteLine
from tenants.scope import current_tenant

STYLESHEET = Path(__file__).with_name("print.css")
CAPITALS = {("zh-hans", "CNY")}
UNAPPROVED = (Quote.State.DRAFT, Quote.State.PENDING)


def printed_page(quote: Quote) -> str:
    """The HTML document of a quote; the same content gives the same text."""
    tenant = current_tenant()
    lines = list(quote.lines.select_related("product"))
    context = {
        "quote": quote,
        "tenant": tenant,
        "day": timezone.localdate(quote.created_at),
        "language": tenant.language,
        "lines": lines,
        "taxes": tax_lines(lines),
        "capitals": capital_amount(quote.total)
        if (tenant.language, tenant.currency) in CAPITALS
        else "",
        "watermark": quote.state in UNAPPROVED,
    }
    with override(tenant.language):
        return render_to_string("quotes/pdf.html", context)


def page_hash(page: str) -> str:
    """SHA-256 of a page together with the stylesheet that it is printed with."""
    return hashlib.sha256(STYLESHEET.read_bytes() + page.encode()).hexdigest()


def tax_lines(lines: list[QuoteLine]) -> list[dict]:
    """Sums of net and tax by rate, highest first: [{"rate", "net", "tax"}]."""
    sums: dict = {}
    for line in lines:
        row = sums.setdefault(line.vat_rate, {"rate": line.vat_rate, "net": 0, "tax": 0})
        row["net"] += line.net
        row["tax"] += line.tax
    return [sums[rate] for rate in sorted(sums, reverse=True)]
