"""Text that becomes an element or an attribute wherever it is shown without being escaped."""

from html.parser import HTMLParser

from django.db import models

from tests.factories import rows

MARK = "canary"
LONG = "\"'><canary canary={{7*7}}>canary{{7*7}}' canary=' \" canary=\""
SHORT = '"><canary>'
LINK = "javascript:canary()"
LEADING = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data", "srcdoc"}


def canary(field: models.Field, number: int) -> str:
    """As much of it as the column holds; unlike all others of the column."""
    if isinstance(field, models.URLField):
        return f"{LINK}//{number}"
    room = (field.max_length or 500) - len(str(number))
    text = LONG if room >= len(LONG) else SHORT if room >= len(SHORT) else "<canary>"
    return f"{text}{number}"


def is_prose(field: models.Field) -> bool:
    """Whether people fill the column with words of their own."""
    if not isinstance(field, models.CharField | models.TextField):
        return False
    if isinstance(field, models.EmailField | models.FileField) or field.choices:
        return False
    return not hasattr(field, "get_all_transitions") and (field.max_length or 99) >= 12


def words_for(model, machine: set[str]) -> dict[str, str]:
    """A canary for each column of words, but for those that only programs fill."""
    fields = [f for f in model._meta.concrete_fields if is_prose(f) and str(f) not in machine]
    return {field.name: canary(field, next(rows._count)) for field in fields}


def sung(plain, machine: set[str]):
    """rows._plain with canaries for words."""

    def fill(field: models.Field):
        if is_prose(field) and str(field) not in machine:
            return canary(field, next(rows._count))
        return plain(field)

    return fill


class Nest(HTMLParser):
    """Finds the elements and attributes that a canary became."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = [tag, *(name for name, _value in attrs)]
        self.found += [name for name in names if MARK in name]
        self.found += [name for name in names[1:] if name.startswith("on")]
        for name, value in attrs:
            if name in LEADING and (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{name}={value}")


def escaped_from(html: str) -> list[str]:
    """What a page's canaries became; and `{{7*7}}`, if something worked it out."""
    nest = Nest()
    nest.feed(html)
    nest.close()
    return nest.found + ["49"] * (f"{MARK}49" in html)
