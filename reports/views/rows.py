"""The rows that a figure was computed from, with the same total (spec 00, principle 4)."""

from decimal import Decimal

from django.db.models import Count, Sum
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from crm.money import quantize
from crm.pages import Page
from crm.pages.listing import PER_PAGE, Pages
from crm.templatetags.fairway import date_h
from opportunities.models import Stage
from reports import tables
from reports.deals import weighted
from reports.drill import FIGURES, Narrow, NarrowForm
from reports.expected import REASONS, rounded_sum
from reports.receivables import of_bucket, open_instalments
from reports.staff import Staff
from reports.standing import WON

FORECAST = "forecast", _("Forecast")
REPORTS = {
    "expected": FORECAST,
    "hoped": FORECAST,
    "excluded": FORECAST,
    "standing": ("funnel", _("Sales funnel")),
    "decided": ("win_rate", _("Win rates")),
}


class RowsPage(Page):
    """`find(narrow)` gives the rows, `amount` names what their total adds up."""

    permission = "reports.view"
    template_name = "reports/rows.html"
    table_class = None
    hidden: tuple[str, ...] = ()
    amount = "amount"
    title = ""

    def get(self, request):
        form = NarrowForm(request.GET)
        if not form.is_valid():
            return self.show(422, form=form)
        narrow = Narrow(self.member, request.tenant, Staff(), form.cleaned_data)
        rows = self.find(narrow)
        table = self.table_class(rows, request=request, exclude=self.hidden)
        paginate = {"per_page": PER_PAGE, "paginator_class": Pages}
        RequestConfig(request, paginate=paginate).configure(table)
        count, total = self.sums(rows)
        return self.show(
            table=table,
            count=count,
            total=total,
            narrowed=_words(narrow),
            bucket=narrow.data["bucket"],
            back=self.report(),
        )

    def find(self, narrow: Narrow):
        raise NotImplementedError

    def report(self) -> tuple[str, str] | None:
        """(URL name, title) of the page that the figure stands on."""
        return ("dashboard", _("Dashboard")) if self.member.can("reports.dashboard") else None

    def sums(self, rows) -> tuple[int, Decimal]:
        found = rows.order_by().aggregate(count=Count("pk"), total=Sum(self.amount))
        total = found["total"] or Decimal(0)
        return found["count"], quantize(total, self.request.tenant.currency)


def _words(narrow: Narrow) -> list:
    """What the rows are narrowed to, for a person."""
    chosen, staff = narrow.data, narrow.staff
    place = staff.places.get(chosen["department"])
    reason = REASONS.get(chosen["reason"])
    said = (_when(narrow), place and place.name, staff.name(chosen["member"]), _stage(narrow))
    return [text for text in (*said, reason) if text]


def _when(narrow: Narrow) -> str:
    """The days or months that the link names."""
    if not any(narrow.data[name] for name in ("month", "from", "to")):
        return ""
    style = "month" if not (narrow.data["from"] or narrow.data["to"]) else ""
    days = [day for day in narrow.period.params().values() if day]
    return " – ".join(dict.fromkeys(date_h(day, style) for day in days))


def _stage(narrow: Narrow) -> str:
    stage = narrow.data["stage"]
    if stage == WON:
        return gettext("Won")
    return Stage.objects.filter(pk=stage).values_list("name", flat=True).first() if stage else ""


class DealRows(RowsPage):
    table_class = tables.DealTable

    def find(self, narrow):
        figure = FIGURES.get(narrow.data["figure"] or "expected")
        if figure is None:
            raise Http404
        self.title = figure.title
        rows = figure.rows(narrow).select_related("account", "owner", "credited_to", "stage")
        rows = rows.annotate(weighted=weighted() / 100)
        by_product = "share" in rows.query.annotations
        self.amount = "weighted" if figure.weighted else "share" if by_product else "amount"
        shown = {self.amount, *(() if figure.by_owner else ("credited", "closed_on"))}
        self.hidden = tuple({"credited", "closed_on", "share", "weighted"} - shown)
        return rows

    def report(self):
        return REPORTS.get(self.request.GET.get("figure", ""), super().report())

    def sums(self, rows):
        count, total = super().sums(rows)
        if self.amount != "weighted":
            return count, total
        return count, rounded_sum(rows, timezone.localdate(), self.request.tenant.currency)


class ContractRows(RowsPage):
    table_class = tables.ContractTable
    title = _("Signed contracts")

    def find(self, narrow):
        return narrow.signed().select_related("account", "credited_to")


class InstalmentRows(RowsPage):
    permission = "reports.ageing"
    table_class = tables.InstalmentTable
    title = _("Open receivables")
    amount = "balance"

    def find(self, narrow):
        today = timezone.localdate()
        rows = open_instalments(self.member, narrow.scope, today)
        rows = of_bucket(rows, narrow.data["bucket"], today)
        return rows.select_related("contract__account", "contract__owner")
