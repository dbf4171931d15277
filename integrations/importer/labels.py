"""What the fields of a kind are called on pages, and in the files to fill in."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from integrations.importer.fields import Kind

# Fields that no column of the model stands behind.
LABELS = {
    "external_id": _("number elsewhere"),
    "region": _("region"),
    "manager": _("manager"),
    "manager_email": _("e-mail of the manager"),
    "closed": _("closed (yes or no)"),
    "won": _("won (yes or no)"),
    "close_reason": _("close reason"),
    "product": _("product"),
    "quantity": _("quantity"),
    "created_at": _("begun on"),
}


def label_of(kind: Kind, name: str) -> str:
    """The label of a field, in the active language."""
    try:
        label = LABELS.get(name) or kind.model._meta.get_field(name).verbose_name
    except FieldDoesNotExist:
        label = name
    return str(capfirst(label))
