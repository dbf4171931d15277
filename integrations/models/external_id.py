"""What a record is called in the system it was imported from (spec 10, Import)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.event import Pointer


class ExternalId(Pointer):
    """Finds a row of a later file again, and the records that it names by their old numbers.

    `kind` is the singular name of the importer's kind; `system` keeps the numbers of two systems
    apart. Kinds with a number of their own from elsewhere (deals) need none of these rows.
    """

    system = models.CharField(_("system"), max_length=40, blank=True)
    external_id = models.CharField(_("number elsewhere"), max_length=80)

    audited = False

    class Meta:
        verbose_name = _("number elsewhere")
        verbose_name_plural = _("numbers elsewhere")
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "kind", "system", "external_id"], name="external_id_once"
            )
        ]
