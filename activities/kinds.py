"""The registry of record kinds that generic pointers (kind, object_id) may point at.

Events, notes, tasks, approval rounds and search entries point at records of any room; each room
registers its kinds in `AppConfig.ready()`, so nothing on the left imports anything on the right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.apps import apps
from django.db import models
from django.utils.translation import get_language

from crm.links import record_url


def _nothing(record, at) -> None:
    """What a kind does by default when an activity is recorded on it."""


@dataclass(frozen=True)
class Kind:
    """`name` is stored in pointers; `touched(record, at)` is told of every activity on it.

    `note` is the path of a text that tells records of one name apart ("owner__name"), `state` a
    field with choices: both stand beside a hit of the search. `through` is the relation whose
    record `changeable_by` asks, fetched along where many rows are asked.
    """

    name: str
    model_label: str
    label: str  # lazily translated
    icon: str
    page: str  # URL name that takes the id
    touched: Callable[[models.Model, object], None] = _nothing
    note: str = ""
    state: str = ""
    through: str = ""

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.model_label)

    def url(self, object_id: int) -> str:
        return record_url(self.page, object_id)

    def state_label(self, value: str) -> str:
        """How a stored state reads."""
        return _label(self.model_label, self.state, value, get_language()) if value else ""

    def find(self, object_id: int, member) -> models.Model | None:
        """The record if this member may see it, else None."""
        return self.model.objects.visible_to(member).filter(pk=object_id).first()


@lru_cache(maxsize=500)
def _label(model_label: str, field: str, value: str, language: str) -> str:
    """Of a field with choices, in the active `language`: a page of hits asks for dozens."""
    labels = dict(apps.get_model(model_label)._meta.get_field(field).flatchoices)
    return str(labels.get(value, value))


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def get_kind(name: str) -> Kind:
    return _kinds[name]


def all_kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_of(record: models.Model) -> Kind:
    """The kind of a record; raises LookupError for a model that no room registered."""
    for kind in _kinds.values():
        if kind.model_label == record._meta.label:
            return kind
    raise LookupError(f"{record._meta.label} is not a registered kind")
