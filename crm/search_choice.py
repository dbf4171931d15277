"""A choice among thousands of records: a text field, with what fits offered while one types.

Twenty thousand customers in a select were a page of a megabyte. Without scripts the browser offers
the first ones, and what was typed is looked up when the form is sent.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from activities.search import titles_of
from crm.links import page_url
from tenants.fields import Ids

OFFERED = 50
ID = re.compile(r"\d{1,18}$")
MARKED = re.compile(r" #(\d{1,18})$")


class SearchInput(forms.TextInput):
    """`choices` is the field; the address of more options comes with the kind."""

    template_name = "activities/_search_choice.html"
    field: "SearchChoiceField"

    def __init__(self, attrs=None):
        super().__init__({"placeholder": _("Type a name or pinyin initials")} | (attrs or {}))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        options = self.field.offered(context["widget"]["value"] or "")
        url = f"{page_url('options')}?kind={self.field.kind}&field={name}"
        return context | {"options": options, "url": url}


class SearchChoiceField(forms.ModelChoiceField):
    """Takes a record's id, or the name under which the search knows it.

    `kind` is one of activities.kinds. Raises ValidationError where nothing or several fit.
    """

    widget = SearchInput
    default_error_messages = {
        "none_fits": _("Nothing is called so. Choose one of those that are offered."),
        "several_fit": _("Several fit. Choose one of those that are offered."),
    }

    def __init__(self, queryset: QuerySet, *, kind: str, **kwargs):
        self.kind = kind
        super().__init__(queryset, **kwargs)
        self.widget.field = self

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.widget.field = copied
        return copied

    def to_python(self, value) -> Model | None:
        text = str(value or "").strip()
        if not text:
            return None
        found = list(self._rows(text)[:2])
        if len(found) == 1:
            return found[0]
        code = "several_fit" if found else "none_fits"
        raise ValidationError(self.error_messages[code], code=code)

    def prepare_value(self, value) -> str:
        """The name of a record or of an id; what was typed stays as it is."""
        if isinstance(value, Model):
            return str(value)
        found = self.queryset.filter(pk=value).first() if ID.match(str(value or "")) else None
        return str(found) if found else value

    def has_changed(self, initial, data) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")

    def offered(self, text: str) -> list[str]:
        """What fits `text`, or the first ones; those of the same name carry their id."""
        rows = self._rows(text) if text else self.queryset
        return distinct((row.pk, str(row)) for row in rows[:OFFERED])

    def _rows(self, text: str) -> QuerySet:
        """By the whole name first, whatever it looks like; then by id; then what the search finds.
        Names in scripts that the index does not know are whole names too."""
        titles = titles_of(self.kind, text)
        same = [pk for pk, title in titles if title == text]
        if same:
            return self.queryset.filter(pk__any=Ids.of(same))
        identity = MARKED.search(text) or ID.match(text)
        if identity:
            return self.queryset.filter(pk=int(identity[identity.lastindex or 0]))
        if not titles:
            return self.queryset.filter(name=text)
        return self.queryset.filter(pk__any=Ids.of(pk for pk, _title in titles))


def distinct(named) -> list[str]:
    """The names of (id, name), each of them once: twins get their id."""
    named = list(named)
    names = [name for _pk, name in named]
    return [f"{name} #{pk}" if names.count(name) > 1 else name for pk, name in named]
