"""How forms are drawn: by the project's templates, selects by a few lines of Python.

A select of two hundred members took half of the time of a list, in the template's loops.
"""

from django.forms import Select
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe


class Renderer(TemplatesSetting):
    def render(self, template_name: str, context: dict, request=None) -> str:
        if template_name == Select.template_name:
            return drawn(context["widget"])
        return super().render(template_name, context, request)


def drawn(widget: dict) -> SafeString:
    """The select of Django's widget context, its options in groups where they have a name."""
    groups = format_html_join("", "{}", ((_group(*group),) for group in widget["optgroups"]))
    attributes = flatatt(widget["attrs"])
    return format_html('<select name="{}"{}>{}</select>', widget["name"], attributes, groups)


def _group(name: str | None, options: list[dict], index: int) -> SafeString:
    inside = mark_safe("".join(map(_option, options)))  # noqa: S308 - escaped by _option
    return format_html('<optgroup label="{}">{}</optgroup>', name, inside) if name else inside


def _option(option: dict) -> str:
    attributes = flatatt(option["attrs"]) if option["attrs"] else ""
    value, label = escape(option["value"]), escape(option["label"])
    return f'<option value="{value}"{attributes}>{label}</option>'
