"""The texts of a demo company: the TOML files of its folder, read into one shape."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent


class PersonRow(NamedTuple):
    login: str
    name: str
    role: str
    department: str
    limit: int  # percent of discount


class ProductRow(NamedTuple):
    sku: str
    name: str
    category: str
    unit: str
    vat: int
    price: str
    cost: str


class CustomerRow(NamedTuple):
    key: str  # how the other rows call it
    name: str
    industry: str
    region: str
    city: str
    level: str
    source: str
    owner: str
    size: int
    founded: int
    person: str
    title: str
    phone: str


class ContactRow(NamedTuple):
    customer: str
    person: str
    title: str
    phone: str


class LeadRow(NamedTuple):
    company: str
    person: str
    title: str
    phone: str
    industry: str
    region: str
    city: str
    source: str
    need: str
    age: float  # days; those below likewise
    way: str  # pooled, claimed, assigned, working, returned, disqualified, converted
    owner: str


class DealRow(NamedTuple):
    customer: str
    title: str
    lines: str  # "SKU:quantity SKU:quantity"
    stage: int  # how often it was moved on
    age: float
    dwell: float  # in its present stage
    idle: float  # since the last activity
    close: int  # days until it is expected to close
    step: str  # what comes next, or nothing
    step_in: int


class EndRow(NamedTuple):
    deal: str
    how: str  # lost, invalid, won
    days: float
    reason: int  # place in the list of reasons
    note: str
    competitor: str


class QuoteRow(NamedTuple):
    deal: str
    discount: float
    way: str
    days: float  # since it was begun
    text: str


class ContractRow(NamedTuple):
    deal: str
    discount: float
    accepted: float  # days ago; those below likewise
    submitted: float  # 0 for a draft
    decisions: list  # [log-in, days ago] in order; a third text is why it was rejected


class ReceiptRow(NamedTuple):
    nth: int  # place among the overdue instalments
    percent: int  # of what is owed
    days: float
    way: str
    text: str


class TaskRow(NamedTuple):
    login: str
    kind: str  # deal, contract, account, lead
    about: str
    title: str
    due: int  # days from today


class MentionRow(NamedTuple):
    login: str
    deal: str
    text: str
    days: float


class ShareRow(NamedTuple):
    kind: str
    about: str
    login: str
    role: str
    days: float


ROWS = {
    "people": PersonRow,
    "products": ProductRow,
    "customers": CustomerRow,
    "contacts": ContactRow,
    "leads": LeadRow,
    "deals": DealRow,
    "ends": EndRow,
    "quotes": QuoteRow,
    "contracts": ContractRow,
    "receipts": ReceiptRow,
    "tasks": TaskRow,
    "mentions": MentionRow,
    "shares": ShareRow,
}


@dataclass(frozen=True)
class Script:
    """Lists are drawn from in order, so that two seedings are alike."""

    slug: str
    name: str
    settings: dict
    departments: dict[str, list[str]]  # key → name, key of the one above, region
    categories: dict[str, list[str]]  # key → name, key of the one above
    words: dict  # what people write: notes by stage, reasons, clauses
    history: dict  # log-in → for each month what he won (W), lost (L), or dropped (X)
    projects: list[list[str]]  # title, lines: what was sold in the past
    people: list[PersonRow]
    products: list[ProductRow]
    customers: list[CustomerRow]
    contacts: list[ContactRow]
    leads: list[LeadRow]
    deals: list[DealRow]
    ends: list[EndRow]
    quotes: list[QuoteRow]
    contracts: list[ContractRow]
    receipts: list[ReceiptRow]
    tasks: list[TaskRow]
    mentions: list[MentionRow]
    shares: list[ShareRow]


def read(slug: str) -> Script:
    found: dict = {"slug": slug}
    for path in sorted((FOLDER / slug).glob("*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return Script(**{name: _typed(name, value) for name, value in found.items()})


def _typed(name: str, value):
    return [ROWS[name](*row) for row in value] if name in ROWS else value
