from django.utils.translation import gettext_lazy as _

from crm.pages import ExportPage, ListPage
from leads.filters import LeadFilter
from leads.models import Lead
from leads.tables import LeadTable


class LeadList(ListPage):
    permission = "leads.view"
    model = Lead
    filterset_class = LeadFilter
    table_class = LeadTable
    title = _("Leads")
    create_url = "lead_create"
    create_label = _("New lead")
    create_permission = "leads.create"
    export_url = "lead_export"
    export_permission = "leads.export"
    empty_text = _("No leads yet. Enter the first one or import a file.")

    def rows(self):
        return super().rows().select_related("owner")


class LeadExport(ExportPage):
    permission = "leads.export"
    listing = LeadList
