"""The verbs that a record page offers: only what this member may do with it now."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from people.models import Member


def _always(record: Model) -> bool:
    return True


@dataclass(frozen=True)
class Verb:
    """`page` is the URL name of the verb's page; `when` looks at the record's state."""

    label: str  # lazily translated
    page: str
    permission: str
    icon: str
    when: Callable[[Model], bool] = _always
    changes: bool = True  # asks `changeable_by`; False for verbs that a role alone decides
    tone: str = ""  # "primary" or "danger"


def offered(verbs: tuple[Verb, ...], record: Model, member: Member, may_change: bool) -> list[dict]:
    """Verbs to show, in order: [{"label", "url", "icon", "tone"}]."""
    return [
        {
            "label": verb.label,
            "url": reverse(verb.page, args=[record.pk]),
            "icon": verb.icon,
            "tone": verb.tone,
        }
        for verb in verbs
        if member.can(verb.permission) and (may_change or not verb.changes) and verb.when(record)
    ]
