"""One row per searchable record, filled by actions (DESIGN.md section 5)."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from activities.models.event import Pointer


class SearchEntry(Pointer):
    title = models.CharField(_("title"), max_length=300)
    terms = SearchVectorField()
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    audited = False

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "kind", "object_id"], name="search_once")
        ]
