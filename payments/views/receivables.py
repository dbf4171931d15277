from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.pages import DetailPage, ExportPage, ListPage, Verb, VerbPage
from payments import actions
from payments.ageing import BUCKETS
from payments.balances import ageing_of, unpaid_contracts
from payments.blockers import blocker, with_blockers
from payments.filters import BUCKET_LABELS, InstalmentFilter, UnpaidFilter
from payments.forms import ChaseForm, StartForm
from payments.models import Instalment
from payments.tables import InstalmentTable, UnpaidTable


def _shown(cell: dict) -> dict:
    """A bucket of the ageing with its words, its rows' address, and red once it is overdue."""
    bucket = cell["bucket"]
    url = f"{reverse('receivables')}?{urlencode({'bucket': bucket})}"
    late = bucket != BUCKETS[0] and cell["count"]
    return cell | {"label": BUCKET_LABELS[bucket], "url": url, "tone": "red" if late else ""}


class Receivables(ListPage):
    """The buckets stand above the list that they count; each opens its rows."""

    permission = "payments.view"
    model = Instalment
    filterset_class = InstalmentFilter
    table_class = InstalmentTable
    template_name = "payments/receivables.html"
    title = _("Receivables")
    export_url = "receivable_export"
    export_permission = "payments.export"
    empty_text = _("Nothing is owed.")

    def rows(self):
        rows = with_blockers(Instalment.objects.visible_to(self.member).receivable())
        return rows.select_related("contract__account", "contract__owner")

    def context(self, **extra):
        mine = Instalment.objects.visible_to(self.member).receivable()
        buckets = [_shown(cell) for cell in ageing_of(mine, timezone.localdate())]
        return super().context(buckets=buckets, **extra)


class ReceivableExport(ExportPage):
    permission = "payments.export"
    listing = Receivables


class UnpaidContracts(ListPage):
    permission = "payments.view"
    filterset_class = UnpaidFilter
    table_class = UnpaidTable
    title = _("Unpaid contracts")
    export_url = "unpaid_contract_export"
    export_permission = "payments.export"
    empty_text = _("Every signed contract is paid.")

    def rows(self):
        return unpaid_contracts(self.member).select_related("account", "owner")


class UnpaidExport(ExportPage):
    permission = "payments.export"
    listing = UnpaidContracts


class InstalmentPage(DetailPage):
    permission = "payments.view"
    model = Instalment
    template_name = "payments/instalment.html"
    verbs = (
        Verb(
            _("Log a collection"),
            "instalment_chase",
            "payments.chase",
            "phone-call",
            lambda row: row.balance > 0,
            tone="primary",
        ),
        Verb(
            _("Start the clock"),
            "instalment_start",
            "payments.start",
            "calendar",
            lambda row: row.due_on is None,
        ),
    )

    def rows(self):
        rows = with_blockers(Instalment.objects.with_state())
        return rows.select_related("contract__account", "contract__owner")

    def context(self, **extra):
        allocations = self.record.allocations.select_related("receipt").order_by("at", "pk")
        chases = self.record.chases.select_related("by").order_by("-at", "-pk")
        return super().context(
            allocations=allocations, chases=chases, blocker=blocker(self.record), **extra
        )


class InstalmentChase(VerbPage):
    permission = "payments.chase"
    model = Instalment
    form_class = ChaseForm
    title = _("Log a collection")
    submit = _("Save")

    def perform(self, form):
        actions.chase(by=self.member, instalment=self.record, **form.cleaned_data)
        return self.record


class InstalmentStart(VerbPage):
    permission = "payments.start"
    model = Instalment
    form_class = StartForm
    title = _("Start the clock of the instalment")
    submit = _("Set the due date")

    def perform(self, form):
        return actions.start_clock(by=self.member, instalment=self.record, **form.cleaned_data)
