"""From a figure to its rows: the same querysets, narrowed by what the link says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from opportunities.models import Opportunity
from people.models import Member
from reports import deals
from reports.days import Range, month_of, parse, shift
from reports.expected import REASONS
from reports.forecast import MONTHS
from reports.outcomes import AXES, deals_under
from reports.receivables import CHOICES
from reports.scope import Scope, credited_in
from reports.signings import signed_contracts
from reports.staff import Staff
from reports.standing import WON
from tenants.models import Tenant

MOST = 10**18  # an id; one digit more, and the database has no room for it


class NarrowForm(forms.Form):
    """Everything that a link may say; each figure reads what concerns it."""

    figure = forms.CharField(required=False, max_length=20)
    month = forms.RegexField(r"^[12]\d{3}-(0[1-9]|1[0-2])$", required=False)
    months = forms.IntegerField(required=False, min_value=1, max_value=MONTHS)  # from `month` on
    member = forms.IntegerField(required=False, max_value=MOST)
    department = forms.IntegerField(required=False, max_value=MOST)
    process = forms.IntegerField(required=False, max_value=MOST)
    stage = forms.RegexField(rf"^(\d{{1,18}}|{WON})$", required=False)
    by = forms.ChoiceField(required=False, choices=[(name, name) for name in AXES])
    key = forms.CharField(required=False, max_length=200)
    outcome = forms.ChoiceField(required=False, choices=[("won", "won"), ("lost", "lost")])
    reason = forms.ChoiceField(required=False, choices=REASONS.items())
    bucket = forms.ChoiceField(required=False, choices=[(name, name) for name in CHOICES])


NarrowForm.base_fields["from"] = forms.DateField(required=False)
NarrowForm.base_fields["to"] = forms.DateField(required=False)


@dataclass(frozen=True)
class Narrow:
    """A valid form, read: whose rows of which time."""

    viewer: Member
    tenant: Tenant
    staff: Staff
    data: dict

    @property
    def scope(self) -> Scope:
        chosen = self.data
        return credited_in(self.viewer, department=chosen["department"], only=chosen["member"])

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def month(self) -> date:
        return parse(self.data["month"]) if self.data["month"] else month_of(self.today)

    @property
    def period(self) -> Range:
        """Of days if the link names any, else the month."""
        if self.data["from"] or self.data["to"]:
            return Range.of_days(self.data["from"], self.data["to"])
        return Range(self.month, shift(self.month, self.data["months"] or 1))

    @property
    def threshold(self) -> Decimal:
        return self.tenant.forecast_threshold

    def signed(self) -> QuerySet:
        return signed_contracts(self.scope, self.period)


@dataclass(frozen=True)
class Figure:
    title: str  # lazily translated
    rows: Callable[[Narrow], QuerySet]
    weighted: bool = False  # the figure is amount × win rate
    by_owner: bool = False  # counts for the owner, not for whom it is credited to


def _expected(narrow: Narrow) -> QuerySet:
    return deals.expected_deals(narrow.scope, narrow.period, narrow.today, narrow.threshold)


def _hoped(narrow: Narrow) -> QuerySet:
    return deals.hoped_deals(narrow.scope, narrow.period, narrow.today, narrow.threshold)


def _excluded(narrow: Narrow) -> QuerySet:
    rows = deals.excluded_deals(narrow.scope, narrow.today, narrow.threshold)
    reason = narrow.data["reason"]
    return rows.filter(reason=reason) if reason else rows


def _standing(narrow: Narrow) -> QuerySet:
    rows = deals.standing_deals(narrow.scope, narrow.data["process"], narrow.period)
    stage = narrow.data["stage"]
    if not stage:
        return rows
    return rows.filter(status="won") if stage == WON else rows.filter(status="open", stage=stage)


def _decided(narrow: Narrow) -> QuerySet:
    span = Range.of_days(narrow.data["from"], narrow.data["to"])
    rows = deals.decided_deals(narrow.scope, span)
    if narrow.data["outcome"]:
        rows = rows.filter(status=narrow.data["outcome"])
    by, key = narrow.data["by"], narrow.data["key"]
    return deals_under(rows, by, key, narrow.staff) if by and key else rows


FIGURES = {
    "expected": Figure(_("Expected signings"), _expected, weighted=True, by_owner=True),
    "hoped": Figure(_("Below the threshold, weighted"), _hoped, weighted=True, by_owner=True),
    "excluded": Figure(_("What does not count"), _excluded, by_owner=True),
    "awaiting": Figure(
        _("Won, contract not formal yet"),
        lambda narrow: deals.awaiting_contract(narrow.scope, shift(narrow.month, 1)),
    ),
    "won": Figure(_("Won deals"), lambda narrow: deals.won_deals(narrow.scope, narrow.period)),
    "standing": Figure(_("Sales funnel"), _standing),
    "decided": Figure(_("Closed deals"), _decided),
    "stale": Figure(
        _("Stale deals"),
        lambda narrow: Opportunity.objects.filter(narrow.scope.owned()).stale(),
        by_owner=True,
    ),
}
