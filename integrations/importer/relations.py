"""Records that cells name: found for the whole file at once, by the names people use for them."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, Q

from contracts.models import Contract
from customers.actions import record_accounts
from customers.models import Account, Contact
from customers.names import company_key
from integrations.importer.mapping import fold
from integrations.models import ExternalId
from opportunities.models import Process
from people.models import Member
from products.models import Product

Rank = tuple[Callable[[str], str], Callable[[Model], str]]


@dataclass(frozen=True)
class Finder:
    """`load(texts)` fetches candidates, `ranks` are ways to compare a text with a record, the
    surest first. `create(by, texts)` makes records of these names, where that is possible."""

    pointer: str
    load: Callable[[list[str]], Iterable[Model]]
    ranks: tuple[Rank, ...]
    create: Callable[[Member, list[str]], None] | None = None

    def find(self, texts: set[str], system: str) -> dict[str, list[Model]]:
        """{text: records of that name}; more than one where the name is not unique."""
        wanted = sorted(texts)
        outside = numbered(self.pointer, wanted, system)
        records = {record.pk: record for record in self.load(wanted)}
        records |= self._by_number(outside, records)
        ways = [(of_text, _index(records.values(), of_record)) for of_text, of_record in self.ranks]
        found = {}
        for text in wanted:
            if text in outside and outside[text] in records:
                found[text] = [records[outside[text]]]
                continue
            hits = (index[of_text(text)] for of_text, index in ways if of_text(text) in index)
            found[text] = next(hits, [])
        return found

    def _by_number(self, outside, records):
        missing = set(outside.values()) - records.keys()
        return MODELS[self.pointer].objects.in_bulk(missing) if missing else {}


def _index(records, of_record):
    index = defaultdict(list)
    for record in records:
        if key := of_record(record):
            index[key].append(record)
    return index


def numbered(pointer: str, numbers: Iterable[str], system: str) -> dict[str, int]:
    """{number elsewhere: id} of records that came in from a system before."""
    known = ExternalId.objects.filter(kind=pointer, system=system, external_id__in=numbers)
    return dict(known.values_list("external_id", "object_id"))


def _by(attribute: str) -> Rank:
    return fold, lambda record: fold(getattr(record, attribute))


def _same_company(texts):
    keys = {company_key(text)[:200] for text in texts}
    return Account.objects.filter(Q(name__in=texts) | Q(company_key__in=keys))


def _new_accounts(by, texts):
    record_accounts(by=by, accounts=[Account(name=text[:200], owner=by) for text in texts])


def _contacts(texts):
    folded = [fold(text) for text in texts]
    return Contact.objects.filter(Q(name__in=texts) | Q(email__in=folded))


CONTRACTS = Contract.objects.select_related("account", "owner__department")
MODELS = {
    "member": Member,
    "account": Account,
    "contact": Contact,
    "product": Product,
    "process": Process,
    "contract": Contract,
}
FINDERS = {
    "member": Finder(
        "member",
        lambda texts: Member.objects.select_related("department"),
        (_by("email"), _by("name")),
    ),
    "account": Finder(
        "account",
        _same_company,
        (
            (str.strip, lambda account: account.name),
            _by("name"),
            (lambda text: company_key(text)[:200], lambda account: account.company_key),
        ),
        _new_accounts,
    ),
    "contact": Finder("contact", _contacts, (_by("email"), _by("name"))),
    "product": Finder("product", lambda texts: Product.objects.all(), (_by("sku"), _by("name"))),
    "process": Finder("process", lambda texts: Process.objects.all(), (_by("name"),)),
    "contract": Finder(
        "contract",
        lambda texts: CONTRACTS.filter(number__in=texts),
        (_by("number"),),
    ),
}
