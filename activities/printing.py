"""What a record looks like on paper. Each room registers its kinds in `AppConfig.ready()`."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import override

from activities.kinds import Kind, all_kinds, kind_of
from activities.letterhead import letterhead
from crm.capitals import capital_amount
from tenants.scope import current_tenant

STYLESHEET = Path(__file__).with_name("print.css")
CAPITALS = {("zh-hans", "CNY")}
DOCUMENT, SHEET = "activities/print.html", "activities/_sheet.html"


@dataclass(frozen=True)
class Paper:
    """`context(record)` is what `template` shows beside what every paper has; `total` goes into
    capital numerals; `name(record)` is what the file is called, without its ending."""

    template: str
    context: Callable[[models.Model], dict]
    total: Callable[[models.Model], object]
    name: Callable[[models.Model], str]


_papers: dict[str, Paper] = {}


def register(kind: str, paper: Paper) -> None:
    _papers[kind] = paper


def printable() -> list[Kind]:
    return [kind for kind in all_kinds() if kind.name in _papers]


def paper_of(kind: str) -> Paper:
    return _papers[kind]


def printed_page(record: models.Model, language: str, frame: str = DOCUMENT) -> str:
    """The HTML document of a record; the same content gives the same text. `frame` is the template
    around it: SHEET makes a part of a page of ours from it."""
    paper, tenant = paper_of(kind_of(record).name), current_tenant()
    with override(language):
        context = paper.context(record) | {
            "record": record,
            "frame": frame,
            "tenant": tenant,
            "letterhead": letterhead(tenant),
            "language": language,
            "capitals": capital_amount(paper.total(record))
            if (language, tenant.currency) in CAPITALS
            else "",
        }
        return render_to_string(paper.template, context)


def page_hash(page: str) -> str:
    """SHA-256 of a page together with the stylesheet that it is printed with."""
    return hashlib.sha256(STYLESHEET.read_bytes() + page.encode()).hexdigest()


def tax_lines(lines: Iterable) -> list[dict]:
    """Sums of net and tax by rate, highest first: [{"rate", "net", "tax"}]."""
    sums: dict = {}
    for line in lines:
        row = sums.setdefault(line.vat_rate, {"rate": line.vat_rate, "net": 0, "tax": 0})
        row["net"] += line.net
        row["tax"] += line.tax
    return [sums[rate] for rate in sorted(sums, reverse=True)]
