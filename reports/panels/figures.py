"""The figures on top of 今日, by role: each is a link to the rows that it counts (spec 00)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from approvals.models import Step
from contracts.models import Contract
from crm.templatetags.fairway import money, money_short
from leads.models import Lead
from opportunities.models import Opportunity
from opportunities.staleness import Clock
from payments.models import Receipt
from people.models import Member
from people.roles import Role
from quotes.models import Quote
from reports.expected import deal_sums, expected
from reports.forecast import Month
from reports.links import DEALS, INSTALMENTS, rows_url
from reports.receivables import OVERDUE, ageing_of
from reports.scope import Scope, credited_in
from tenants.models import Tenant

SHOWN = 6


@dataclass(frozen=True)
class Day:
    member: Member
    tenant: Tenant
    clock: Clock  # one for the page: it has asked for the work calendar

    @property
    def today(self) -> date:
        return self.clock.today


@dataclass(frozen=True)
class Figure:
    label: str  # lazily translated
    value: str
    url: str
    tone: str = ""  # only where there is something to do
    exact: str = ""


def figures(day: Day) -> list[Figure]:
    """Those of each of his roles, the first role's first; the same one stands there once."""
    found: dict[str, Figure] = {}
    for role, of_role in ROLES.items():
        if day.member.is_(role):
            found |= {figure.url: figure for figure in of_role(day) if figure.url not in found}
    return list(found.values())[:SHOWN]


def _count(text, number: int, url: str, tone: str = "") -> Figure:
    return Figure(text, str(number), url, tone if number else "")


def _amount(day: Day, text, amount: Decimal, url: str, tone: str = "") -> Figure:
    currency = day.tenant.currency
    short, exact = money_short(amount, currency), money(amount, currency)
    return Figure(text, short, url, tone if amount else "", exact)


def _list(page: str, **narrowed) -> str:
    return f"{reverse(page)}?{urlencode(narrowed)}"


def _rep(day: Day) -> list[Figure]:
    me = day.member.pk
    deals, own = Opportunity.objects.open().filter(owner=me), {"owner": me, "status": "open"}
    sent = Quote.objects.filter(owner=me, state=Quote.State.SENT).count()
    return [
        _expected(day, _("Expected this month"), _months(day, me), 0, me),
        _count(
            _("Stale deals of mine"),
            deals.stale(day.clock).count(),
            _list("opportunities", view="list", stale="on", **own),
            "amber",
        ),
        _count(
            _("Without a next step"),
            deals.without_next_step().count(),
            _list("opportunities", view="list", no_next="on", **own),
            "red",
        ),
        _count(
            _("Quotes that wait for the customer"), sent, _list("quotes", state="sent", owner=me)
        ),
        _overdue(day, Scope(None, only=me), member=me),
    ]


def _manager(day: Day) -> list[Figure]:
    months = _months(day)
    stale = Opportunity.objects.filter(credited_in(day.member).owned()).stale(day.clock).count()
    return [
        _waiting(day),
        _expected(day, _("Expected this month"), months, 0),
        _expected(day, _("Expected next month"), months, 1),
        _count(_("Stale deals"), stale, rows_url(DEALS, figure="stale"), "amber"),
        _overdue(day, credited_in(day.member)),
    ]


def _finance(day: Day) -> list[Figure]:
    receipts = Receipt.objects.visible_to(day.member)
    reported = receipts.filter(state=Receipt.State.REPORTED).count()
    ages = ageing_of(day.member, credited_in(day.member), day.today)
    due = next(one["amount"] for one in ages["buckets"] if one["bucket"] == "not_due")
    return [
        _count(_("Receipts to confirm"), reported, _list("receipts", state="reported"), "amber"),
        _count(_("Not fully allocated"), receipts.credit().count(), _list("receipts", credit="on")),
        _amount(
            day,
            _("Overdue receivables"),
            ages["overdue"]["amount"],
            rows_url(INSTALMENTS, bucket=OVERDUE),
            "red",
        ),
        _amount(day, _("Not due yet"), due, rows_url(INSTALMENTS, bucket="not_due")),
        _waiting(day),
    ]


def _contracts(day: Day) -> list[Figure]:
    """Project managers and legal."""
    State = Contract.State
    found = Contract.objects.visible_to(day.member).aggregate(
        review=Count("pk", filter=Q(state=State.IN_REVIEW)),
        formal=Count("pk", filter=Q(state=State.FORMAL)),
        paper=Count("pk", filter=Q(state=State.FORMAL, scan_received_on=None)),
    )
    return [
        _waiting(day),
        _count(_("Contracts in review"), found["review"], _list("contracts", state="in_review")),
        _count(_("Formal contracts"), found["formal"], _list("contracts", state="formal")),
        _count(_("Signed copy outstanding"), found["paper"], _list("contracts", scan="on")),
    ]


def _marketing(day: Day) -> list[Figure]:
    found = Lead.objects.visible_to(day.member).order_by().values_list("state")
    counts = dict(found.annotate(number=Count("pk")))
    labels = {
        "pooled": _("Leads in the pools"),
        "assigned": _("Leads not worked yet"),
        "working": _("Leads in work"),
        "converted": _("Converted leads"),
    }
    return [
        _count(text, counts.get(state, 0), _list("leads", state=state))
        for state, text in labels.items()
    ]


def _waiting(day: Day) -> Figure:
    todo = Step.objects.todo(day.member).count()
    return _count(_("Waiting for my approval"), todo, reverse("inbox"), "amber")


def _months(day: Day, member: int | None = None) -> list[Month]:
    """Expected signings of this and the next eleven months."""
    scope = credited_in(day.member, only=member)
    sums = deal_sums(scope, day.today, day.tenant.forecast_threshold)
    return expected(sums, day.today, day.tenant).months


def _expected(day: Day, text, months: list[Month], ahead: int, member: int | None = None) -> Figure:
    url = rows_url(DEALS, figure="expected", month=months[ahead].month, member=member)
    return _amount(day, text, months[ahead].expected, url)


def _overdue(day: Day, scope: Scope, **narrowed) -> Figure:
    amount = ageing_of(day.member, scope, day.today)["overdue"]["amount"]
    url = rows_url(INSTALMENTS, bucket=OVERDUE, **narrowed)
    return _amount(day, _("Overdue receivables"), amount, url, "red")


ROLES: dict[str, Callable[[Day], list[Figure]]] = {
    Role.MANAGER: _manager,
    Role.REP: _rep,
    Role.FINANCE: _finance,
    Role.PROJECT: _contracts,
    Role.LEGAL: _contracts,
    Role.MARKETING: _marketing,
}
