"""Samples of the style guide: filters, pages, hits and a dialog."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from activities.highlight import marked


class SampleFilter(forms.Form):
    stage = forms.ChoiceField(label=_("Stage"), choices=[("", _("All")), ("a", _("Needs"))])
    stale = forms.BooleanField(
        label=_("Stale"),
        widget=forms.CheckboxInput(attrs={"icon": "hourglass", "tone": "amber"}),
    )


class SampleQuestion(forms.Form):
    reason = forms.CharField(label=_("Note"))


def _hit(title: str, note, icon: str) -> dict:
    return {"url": "#found", "title": marked(title, "江海"), "note": note, "icon": icon}


def list_samples() -> dict:
    return {
        "filter": SimpleNamespace(form=SampleFilter({"stale": "on"})),
        "pages": Paginator(range(120), 50).page(2),
        "hits": [
            {"label": _("Customer"), "items": [_hit("南通江海重工", "林海", "building-2")]},
            {"label": _("Contract"), "items": [_hit("HT-0713 江海", _("Draft"), "signature")]},
        ],
        "facts": [
            {"label": _("Owner"), "value": "Anna", "url": ""},
            {"label": _("Contract"), "value": "HT-0713", "url": "#table"},
            {"label": _("Note"), "value": "", "url": ""},
        ],
        "page": SimpleNamespace(title=_("Edit"), submit="", danger=False),
        "record": "HT-0713",
        "asked": SampleQuestion(prefix="asked"),
    }
