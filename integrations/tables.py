import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from crm.columns import AgoColumn
from crm.declared import Table
from integrations.models import FileImport

FIGURE = {"th": {"class": "n"}, "td": {"class": "n"}}


class FileImportTable(Table):
    name = tables.Column(linkify=True)
    by = tables.Column(accessor="by__name", verbose_name=_("Brought in by"))
    total = tables.Column(attrs=FIGURE)
    created = tables.Column(attrs=FIGURE)
    changed = tables.Column(attrs=FIGURE)
    refused = tables.Column(attrs=FIGURE)
    created_at = AgoColumn(verbose_name=_("Uploaded"))

    class Meta:
        model = FileImport
        fields = [
            "name",
            "kind",
            "state",
            "by",
            "total",
            "created",
            "changed",
            "refused",
            "created_at",
        ]
        order_by = "-created_at"
