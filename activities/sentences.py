"""How an event reads: each room declares a sentence per verb, shown in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from activities.kinds import get_kind
from activities.models import Event, Notification


@dataclass(frozen=True)
class Sentence:
    icon: str
    text: str  # lazily translated, %-placeholders named after the event's data


_sentences: dict[str, Sentence] = {}


def say(verb: str, icon: str, text) -> None:
    """Declare the sentence of a verb, such as _("moved it from %(from)s to %(to)s")."""
    _sentences[verb] = Sentence(icon, text)


def read(row: Event | Notification) -> str:
    """The sentence of an event or notification; data that is missing reads as a dash."""
    data = _Lenient(row.data)
    if "fields" in data:  # names of fields are stored, their labels follow the reader's language
        model = get_kind(row.kind).model
        labels = [str(model._meta.get_field(name).verbose_name) for name in data["fields"]]
        data["fields"] = pgettext("between items", ", ").join(labels)
    return str(_sentences[row.verb].text) % data


def icon_of(row: Event | Notification) -> str:
    return _sentences[row.verb].icon


def declared() -> set[str]:
    return set(_sentences)


class _Lenient(dict):
    def __missing__(self, key):
        return "–"


say("note.logged", "message-circle", _("logged a follow-up"))
say("task.added", "circle-plus", _("gave %(owner)s the task “%(title)s”"))
say("task.done", "circle-check", _("finished the task “%(title)s”"))
