"""Who changed what: the audit trail, for administrators (spec 01, Audit)."""

import django_filters
import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from crm.columns import ONE_LINE, MomentColumn
from crm.declared import FilterSet, Table
from crm.filters import NameFilter
from crm.pages import ExportPage, ListPage
from people.models import Member
from people.trail import Trail
from tenants.audited import Change, table_choices, table_label
from tenants.models import AuditRow


class AuditFilter(FilterSet):
    table = django_filters.ChoiceFilter(
        label=_("Kind"), choices=table_choices, empty_label=_("All")
    )
    row = django_filters.NumberFilter(label=_("Number of the row"))
    actor = NameFilter(label=_("Member"), queryset=Member.objects.all(), method="by_actor")

    class Meta:
        model = AuditRow
        fields = ["table", "row", "operation"]

    def by_actor(self, rows, name, member):
        return rows.filter(actor=member.pk)


class AuditTable(Table):
    at = MomentColumn()
    actor = tables.Column(verbose_name=_("Member"), empty_values=(), attrs=ONE_LINE)
    operation = tables.Column(attrs=ONE_LINE)
    table = tables.Column(verbose_name=_("Kind"), attrs=ONE_LINE)
    subject = tables.Column(verbose_name=_("Record"), empty_values=())
    row = tables.Column(verbose_name=pgettext_lazy("record", "No."))
    change = tables.Column(
        verbose_name=_("Change"), empty_values=(), attrs={"td": {"class": "full"}}
    )

    class Meta:
        model = AuditRow
        fields = ["at", "actor", "operation", "table", "subject", "row", "change"]
        orderable = False

    def read_ahead(self, records):
        self.trail = Trail(records)

    def render_actor(self, record):
        return self.trail.by(record)

    def render_table(self, value):
        return table_label(value)

    def render_subject(self, record):
        subject = self.trail.subject(record)
        if not subject.url:
            return subject.name
        return format_html('<a class="subject" href="{}">{}</a>', subject.url, subject.name)

    def value_subject(self, record):
        return self.trail.subject(record).name

    def render_change(self, record):
        changes = record.changes(self.trail.name)
        return render_to_string("people/_audit_change.html", {"changes": changes})

    def value_change(self, record):
        """One field a line: name: before → after. Codes only where nothing else is known."""
        changes = record.changes(self.trail.name)
        told = [change for change in changes if not change.code]
        return "\n".join(map(_line, told or changes))


def _line(change: Change) -> str:
    values = " → ".join(filter(None, [change.before, change.after]))
    return gettext("%(field)s: %(values)s") % {"field": change.field, "values": values}


class AuditPage(ListPage):
    permission = "people.audit"
    filterset_class = AuditFilter
    table_class = AuditTable
    title = _("Audit trail")
    export_url = "audit_export"
    export_permission = "people.export"
    empty_text = _("Nothing was changed yet.")

    def rows(self):
        return AuditRow.objects.order_by("-pk")


class AuditExport(ExportPage):
    permission = "people.export"
    listing = AuditPage
