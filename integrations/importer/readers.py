"""One cell to one value. Each reader takes the text and a Context and raises one of CELL_ERRORS."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from crm.exports.guard import FORMULA
from crm.money import parse_amount, quantize
from crm.phones import e164
from crm.refusals import InputRefused
from integrations.importer.mapping import StageMeaning, fold
from integrations.importer.moments import read_day, read_moment
from tenants.models import Tenant

YES = frozenset({"1", "true", "yes", "y", "t", "on", "是", "有", "对", "√"})
NO = frozenset({"0", "false", "no", "n", "f", "off", "否", "无", "非", "×"})
# How Salesforce writes large amounts: 6.0E7.
SCIENTIFIC = re.compile(r"-?[0-9]+(\.[0-9]+)?E[0-9]{1,2}")


class CellRefused(InputRefused):
    """A cell that cannot be what its field holds."""


@dataclass
class Context:
    """What readers and kinds need to know beside the cell.

    `order` is that of a date's column, `times` the factor that the map gives to a number.
    """

    tenant: Tenant
    now: datetime
    decimal: str = "."
    system: str = ""
    country: str = ""
    order: str = "ymd"
    times: Decimal | None = None
    stages: Mapping[str, StageMeaning] = field(default_factory=dict)

    known: dict = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return self.tenant.zone()

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    def once(self, name: str, load: Callable):
        """What a kind looks up once a file."""
        if name not in self.known:
            self.known[name] = load()
        return self.known[name]


Reader = Callable[[str, Context], object]


def clean_text(text: str) -> str:
    """The cell without outer spaces and without the ' that our own exports put before formulas."""
    text = text.strip()
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA and len(text) > 1 else text


def text_reader(text: str, context: Context) -> str:
    if "\x00" in text:
        raise CellRefused(_("The text holds a null character."), code="nul")
    return text


def email(text: str, context: Context) -> str:
    return text_reader(text, context).lower()


def phone(text: str, context: Context) -> str:
    return e164(text, context.country or context.tenant.country)


def website(text: str, context: Context) -> str:
    return text if "://" in text else f"https://{text}"


def amount(text: str, context: Context) -> Decimal:
    """Money of the company's currency, rounded to its minor unit."""
    return quantize(number(text, context), context.tenant.currency)


def number(text: str, context: Context) -> Decimal:
    if context.decimal == ",":  # 1.234,50
        text = text.replace(".", "").replace(",", ".")
    if SCIENTIFIC.fullmatch(text):
        text = format(Decimal(text), "f")
    value = parse_amount(text, context.tenant.currency)
    return value * context.times if context.times else value


def percent(text: str, context: Context) -> Decimal:
    return number(text.rstrip("%％ "), context)


def whole(text: str, context: Context) -> int:
    value = number(text, context)
    if value != int(value):
        raise CellRefused(_("“%(text)s” is not a whole number."), code="whole", text=text)
    return int(value)


def yes_no(text: str, context: Context) -> bool:
    if fold(text) in YES | NO:
        return fold(text) in YES
    raise CellRefused(_("“%(text)s” is neither yes nor no."), code="yes_no", text=text)


def day(text: str, context: Context) -> date:
    return read_day(text, context.order, context.zone)


def past_day(text: str, context: Context) -> date:
    """A day that has come: nothing of the past lies in the future (spec 10, History)."""
    value = day(text, context)
    if value > context.today:
        raise CellRefused(_("“%(text)s” lies in the future."), code="future", text=text)
    return value


def past_moment(text: str, context: Context) -> datetime:
    value = read_moment(text, context.order, context.zone)
    if value > context.now:
        raise CellRefused(_("“%(text)s” lies in the future."), code="future", text=text)
    return value


def choice(choices) -> Reader:
    """One of a fixed list, by its value or by its label in the language of the import."""

    @cache
    def words(language: str) -> dict:
        labels = {fold(str(label)): value for value, label in choices}
        return labels | {fold(str(value)): value for value, _label in choices}

    def read(text: str, context: Context):
        known = words(get_language())
        if fold(text) not in known:
            allowed = ", ".join(str(value) for value, _label in choices)
            message = _("“%(text)s” is none of %(allowed)s.")
            raise CellRefused(message, code="choice", text=text, allowed=allowed)
        return known[fold(text)]

    return read


def reader_of(field: models.Field) -> Reader:
    """The reader for a column of the database."""
    if field.choices:
        return choice(field.choices)
    for kind, reader in BY_TYPE:
        if isinstance(field, kind):
            return reader
    return text_reader


BY_TYPE = (
    (models.EmailField, email),
    (models.URLField, website),
    (models.DecimalField, amount),
    (models.IntegerField, whole),
    (models.BooleanField, yes_no),
    (models.DateField, day),
)
