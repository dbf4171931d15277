"""What to do with a row of the settings that is in use, since it cannot be deleted."""

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def instead(opts) -> str:
    """By the switch that the model has: "archived" is switched on, "active" off."""
    names = {field.name: capfirst(str(field.verbose_name)) for field in opts.fields}
    if "archived" in names:
        return _("Archive it instead: it is offered no more, and whatever uses it keeps it.")
    if "active" in names:
        text = _(
            "Switch “%(field)s” off instead: it is offered no more, and whatever uses it keeps it."
        )
        return text % {"field": names["active"]}
    return _("Change what uses it first; until then it stays.")
