"""Panels and verbs that rooms further right add to a record page of a room on their left.

Quotes adds "New quote" and the list of quotes to a deal's page, without deals knowing quotes.
Registered in AppConfig.ready().
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from crm.pages.verbs import Verb
from people.models import Member


@dataclass(frozen=True)
class Panel:
    """`context(record, member)` makes what `template` shows under the name `panel`; None hides it.

    `aside` panels stand in the right column, the others above the timeline.
    """

    kind: str
    template: str
    context: Callable[[Model, Member], dict | None]
    aside: bool = False


_panels: list[Panel] = []
_verbs: dict[str, list[Verb]] = {}


def add_panel(panel: Panel) -> None:
    _panels.append(panel)


def add_verbs(kind: str, *verbs: Verb) -> None:
    """Offer verbs on the page of every record of a kind, after the page's own."""
    _verbs.setdefault(kind, []).extend(verbs)


def verbs_of(kind: str) -> tuple[Verb, ...]:
    return tuple(_verbs.get(kind, ()))


def panels_of(kind: str, record: Model, member: Member) -> list[dict]:
    """What a record page shows besides its own: [{"template", "aside", …context}]."""
    shown = [(panel, panel.context(record, member)) for panel in _panels if panel.kind == kind]
    return [
        {"template": panel.template, "aside": panel.aside, **context}
        for panel, context in shown
        if context is not None
    ]
