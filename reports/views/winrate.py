"""Win rates by member, manager, product …, and what was won month by month (spec 08)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.pages import Page
from reports.charts import bar, grid, share
from reports.days import Range, label, month_of, shift
from reports.forms import AXIS_LABELS, WinRateForm
from reports.links import DEALS, rows_url
from reports.outcomes import win_rate_lines, won_by_month
from reports.scope import channels_of, credited_in
from reports.staff import Staff

MONTHS = 12


class WinRatePage(Page):
    permission = "reports.view"
    template_name = "reports/winrate.html"
    title = _("Win rates")

    def get(self, request):
        staff = Staff()
        form = WinRateForm(request.GET, member=self.member, staff=staff)
        if not form.is_valid():
            return self.show(422, filter={"form": form})
        by, scope = form.chosen_by(), form.scope()
        # Marketing has the sums of channels, but not the rows behind them (spec 01).
        sums = channels_of(self.member) if by == "source" and not scope.department else scope
        rows = sums == credited_in(self.member, department=scope.department)
        lines, total = win_rate_lines(sums, by, form.period(), staff)
        most = max((line.rate.won_amount for line in lines), default=0)
        params = form.period().params() | {"department": scope.department}
        return self.show(
            filter={"form": form},
            axis=AXIS_LABELS[by],
            lines=[_line(line, by, most, params if rows else None) for line in lines],
            total=_figures(total) | (_links(params) if rows else {}),
            chart=_chart(scope),
        )


def _line(line, by: str, most, params: dict | None) -> dict:
    figures = _figures(line.rate) | {"name": line.name}
    figures["parts"] = bar(most, [("f-green", line.rate.won_amount)])
    if params is not None:
        figures |= _links(params | {"by": by, "key": line.ident})
    return figures


def _links(narrowed: dict) -> dict:
    """To all closed deals, to those won and to those lost."""
    narrowed = narrowed | {"figure": "decided"}
    return {
        "url": rows_url(DEALS, **narrowed),
        "won_url": rows_url(DEALS, outcome="won", **narrowed),
        "lost_url": rows_url(DEALS, outcome="lost", **narrowed),
    }


def _figures(rate) -> dict:
    """A WinRate for the template: shares in percent, days as Decimals, None where undefined."""
    return {
        "won": rate.won,
        "lost": rate.lost,
        "won_amount": rate.won_amount,
        "rate": rate.rate is not None and share(rate.rate, 1),
        "rate_parts": rate.rate is not None and bar(1, [("f-brand", rate.rate)]),
        "rate_by_amount": rate.rate_by_amount is not None and share(rate.rate_by_amount, 1),
        "mean": rate.cycle_mean is not None and share(rate.cycle_mean, 100),
        "median": rate.cycle_median is not None and share(rate.cycle_median, 100),
        "p90": rate.cycle_p90,
    }


def _chart(scope) -> dict:
    """What was won in each of the last twelve months, this one included."""
    this = month_of(timezone.localdate())
    months = [shift(this, count) for count in range(1 - MONTHS, 1)]
    amounts = won_by_month(scope, Range(months[0], shift(this, 1)))
    scale = grid(max(amounts.values(), default=0))
    width = share(1, MONTHS)
    rows = [
        {
            "month": month,
            "amount": amounts.get(month, 0),
            "x": width * place,
            "width": width,
            "parts": scale.stack([("f-green", amounts.get(month, 0))]),
            "top": scale.y(amounts.get(month, 0)),
            "url": rows_url(DEALS, figure="won", month=label(month), department=scope.department),
        }
        for place, month in enumerate(months)
    ]
    return {"grid": scale, "rows": rows, "empty": not amounts}
