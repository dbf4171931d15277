from django.utils.translation import gettext_lazy as _

from crm.pages import ExportPage, ListPage
from opportunities.filters import DealListFilter
from opportunities.models import Opportunity
from opportunities.tables import DealTable


class DealList(ListPage):
    """The same rows and filters as the board, in a table."""

    permission = "opportunities.view"
    model = Opportunity
    filterset_class = DealListFilter
    table_class = DealTable
    template_name = "opportunities/list.html"
    title = _("Deals")
    create_url = "opportunity_create"
    create_label = _("New deal")
    create_permission = "opportunities.create"
    export_url = "opportunity_export"
    export_permission = "opportunities.export"
    empty_text = _("No deals yet. Open the first one, or convert a lead.")

    def rows(self):
        """The newest first: numbers of deals brought in from elsewhere say nothing of their age."""
        return super().rows().select_related("account", "owner", "stage").order_by("-pk")


class DealExport(ExportPage):
    permission = "opportunities.export"
    listing = DealList
