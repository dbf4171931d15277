"""Who else has this company (spec 02, Duplicates): names only what the reader may see."""

from dataclasses import dataclass

from django.db.models import Model

from customers.models import Account
from customers.names import company_key
from people.models import Member

SHOWN = 5


@dataclass(frozen=True)
class Duplicates:
    """Visible matches, and how many more there are that the reader may not see."""

    records: list[Model]
    hidden: int


def same_company(name: str, *, member: Member, but: int | None = None) -> Duplicates:
    """Customers called the same but for the legal form; `but` is the record that is looked at."""
    matches = Account.objects.similar_to(company_key(name)[:200]).exclude(pk=but)
    visible = matches.visible_to(member).select_related("owner")
    return Duplicates(list(visible[:SHOWN]), matches.count() - visible.count())
