from django.utils.translation import gettext_lazy as _

from contracts.filters import ContractFilter
from contracts.models import Contract
from contracts.tables import ContractTable
from crm.pages import ExportPage, ListPage


class ContractList(ListPage):
    permission = "contracts.view"
    model = Contract
    filterset_class = ContractFilter
    table_class = ContractTable
    title = _("Contracts")
    create_url = "contract_create"
    create_label = _("New contract")
    create_permission = "contracts.create"
    export_url = "contract_export"
    export_permission = "contracts.export"
    empty_text = _("No contracts yet. They are drafted from an approved quote.")

    def rows(self):
        rows = super().rows().select_related("account", "owner")
        return rows.with_waiting().order_by("-pk")


class ContractExport(ExportPage):
    permission = "contracts.export"
    listing = ContractList
