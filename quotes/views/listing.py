from django.utils.translation import gettext_lazy as _

from crm.pages import ExportPage, ListPage
from quotes.filters import QuoteFilter
from quotes.models import Quote
from quotes.tables import QuoteTable


class QuoteList(ListPage):
    permission = "quotes.view"
    model = Quote
    filterset_class = QuoteFilter
    table_class = QuoteTable
    title = _("Quotes")
    export_url = "quote_export"
    export_permission = "quotes.export"
    empty_text = _("No quotes yet. Begin one on the page of a deal.")

    def rows(self):
        return super().rows().select_related("account", "opportunity", "owner")


class QuoteExport(ExportPage):
    permission = "quotes.export"
    listing = QuoteList
