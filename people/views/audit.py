"""Who changed what: the audit trail, for administrators (spec 01, Audit)."""

import django_filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from crm.columns import MomentColumn
from crm.declared import FilterSet, Table
from crm.filters import NameFilter
from crm.pages import ExportPage, ListPage
from people.models import Member
from tenants.audited import table_choices, table_label
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
    actor = tables.Column(verbose_name=_("Member"), default=_("System"))
    table = tables.Column(verbose_name=_("Kind"))
    change = tables.TemplateColumn(
        template_name="people/_audit_change.html", verbose_name=_("Change"), orderable=False
    )

    class Meta:
        model = AuditRow
        fields = ["at", "actor", "operation", "table", "row"]
        orderable = False

    def before_render(self, request):
        """Names for the page's actors in one statement."""
        self.names = dict(Member.objects.values_list("pk", "name"))

    def render_actor(self, value):
        return self.names.get(value, value)

    def render_table(self, value):
        return table_label(value)


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
