"""How an event reads: each room declares a sentence per verb, shown in the reader's language."""

from dataclasses import dataclass
from decimal import Decimal

from activities.kinds import get_kind
from activities.models import Event, Notification
from crm.templatetags.fairway import date_h, listed, money
from tenants.scope import current_tenant


@dataclass(frozen=True)
class Sentence:
    icon: str
    text: str  # lazily translated, %-placeholders named after the event's data


_sentences: dict[str, Sentence] = {}


def say(verb: str, icon: str, text) -> None:
    """Declare the sentence of a verb, such as _("moved it from %(from)s to %(to)s")."""
    _sentences[verb] = Sentence(icon, text)


def read(row: Event | Notification) -> str:
    """The sentence of an event or notification; data that is missing reads as a dash.

    An amount is stored as {"money": "97000.00"}, a day as {"day": "2026-11-21"}. `subject` is what
    the record of a notification is called in the reader's language.
    """
    facts = {"subject": getattr(row, "subject", "")} | row.data
    if "fields" in facts:  # names of fields are stored, their labels follow the reader's language
        model = get_kind(row.kind).model
        facts["fields"] = [model._meta.get_field(name).verbose_name for name in facts["fields"]]
    data = _Lenient({name: _shown(value) for name, value in facts.items()})
    return str(_sentences[row.verb].text) % data


def icon_of(row: Event | Notification) -> str:
    return _sentences[row.verb].icon


def declared() -> set[str]:
    return set(_sentences)


def _shown(value):
    """Amounts, days and several names in the reader's way of writing."""
    match value:
        case {"money": amount}:
            return money(Decimal(amount), current_tenant().currency)
        case {"day": day}:
            return date_h(day)
        case list():
            return listed(value)
    return value


class _Lenient(dict):
    def __missing__(self, key):
        return "–"
