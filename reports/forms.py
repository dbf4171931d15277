"""What a report may be narrowed to. All GET; a value that one may not choose is an error."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.templatetags.fairway import date_h
from people.models import Member
from people.roles import Role
from reports.days import Range, label, month_of, parse, shift
from reports.outcomes import AXES
from reports.scope import EVERYWHERE, Scope, credited_in
from reports.staff import Staff

BACK, AHEAD = 12, 11
WHOLE, AT_FIRST = 50, 20


def rows_shown(request, members: int) -> int:
    """How many of so many members a grid shows: a team whole, the first ones of a company unless
    all are asked for. Two hundred are a page that nobody reads."""
    everybody = members <= WHOLE or request.GET.get("members") == "all"
    return members if everybody else AT_FIRST


class FigureForm(forms.Form):
    """A form that is always bound: what the address leaves out is shown as it is taken."""

    def __init__(self, data, **kwargs):
        super().__init__(data.copy(), **kwargs)

    def take(self, name: str, value) -> None:
        """`value` where the address says nothing; it does not count as a filter."""
        self.fields[name].initial = value
        if not self.data.get(name):
            self.data[name] = value


class ScopeForm(FigureForm):
    """The department, for whoever sees more than himself."""

    department = forms.TypedChoiceField(
        label=_("Department"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data, *, member: Member, staff: Staff, **kwargs):
        super().__init__(data, **kwargs)
        self.member = member
        places = _departments(member, staff)
        if places:
            choices = [(place.id, place.name) for place in places]
            self.fields["department"].choices = [("", _("All")), *choices]
        else:
            del self.fields["department"]

    def scope(self, **narrower) -> Scope:
        """To be asked of a valid form."""
        return credited_in(self.member, department=self.cleaned_data.get("department"), **narrower)


def _departments(member: Member, staff: Staff) -> list:
    if any(map(member.is_, EVERYWHERE)):
        return list(staff.places.values())
    return staff.below(member.department_id) if member.is_(Role.MANAGER) else []


class MonthForm(ScopeForm):
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        today = month_of(timezone.localdate())
        months = [shift(today, count) for count in range(AHEAD, -BACK - 1, -1)]
        choices = [(label(month), date_h(month, "month")) for month in months]
        self.fields["month"].choices = choices
        self.take("month", label(today))

    def chosen_month(self):
        return parse(self.cleaned_data["month"])


class PeriodForm(ScopeForm):
    """`from` and `to` are days, both included."""

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        for name, text in (("from", _("From")), ("to", _("To"))):
            field = forms.DateField(label=text, required=False)
            field.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name] = field

    def clean(self):
        start, end = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if start and end and end < start:
            self.add_error("to", _("The end lies before the start."))
        return self.cleaned_data

    def period(self) -> Range:
        return Range.of_days(self.cleaned_data.get("from"), self.cleaned_data.get("to"))


class ProcessChoice(FigureForm):
    """`processes` are the ones to choose from, the default first."""

    process = forms.TypedChoiceField(
        label=_("Sales process"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, data, *, processes, **kwargs):
        super().__init__(data, **kwargs)
        self.processes = processes
        self.fields["process"].choices = [(row.pk, row.name) for row in processes]
        if processes:
            self.take("process", processes[0].pk)
        self.order_fields(self.field_order)

    def chosen_process(self):
        chosen = self.cleaned_data.get("process")
        known = {row.pk: row for row in self.processes}
        return known.get(chosen) or next(iter(self.processes), None)


class DashboardForm(ProcessChoice, MonthForm):
    field_order = ["department", "month", "process"]


class FunnelForm(ProcessChoice, PeriodForm):
    field_order = ["process", "department", "from", "to"]


AXIS_LABELS = {
    "member": _("Member"),
    "manager": _("Manager"),
    "department": _("Department"),
    "product": _("Product"),
    "industry": _("Industry"),
    "region": _("Region"),
    "source": _("Source"),
}


class WinRateForm(PeriodForm):
    by = forms.ChoiceField(label=_("By"), required=False, choices=list(AXIS_LABELS.items()))
    field_order = ["by", "department", "from", "to"]

    def __init__(self, data, **kwargs):
        super().__init__(data, **kwargs)
        self.take("by", next(iter(AXES)))
        self.order_fields(self.field_order)

    def chosen_by(self) -> str:
        return self.cleaned_data["by"]
