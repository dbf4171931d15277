"""The form of payment terms: a row a part, with the fields that its kind and its event ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contracts.models import Contract, PaymentTerm
from contracts.terms import faults_of, faults_together
from crm.formfields import DayField
from quotes.forms import Figure
from tenants.scope import current_tenant

Share, Trigger = PaymentTerm.Share, PaymentTerm.Trigger
MOST = 20


class TermForm(forms.Form):
    """What does not belong to the chosen share or event is left out of what was typed."""

    name = forms.CharField(
        label=pgettext_lazy("part of a contract", "Name"), required=False, max_length=40
    )
    share = forms.ChoiceField(
        label=pgettext_lazy("part of a contract", "Share"), choices=Share.choices
    )
    value = Figure(label=_("Percent or amount"), required=False, max_digits=18, decimal_places=2)
    trigger = forms.ChoiceField(label=_("Due"), choices=Trigger.choices)
    milestone = forms.CharField(label=_("Milestone"), required=False, max_length=80)
    days = forms.IntegerField(label=_("plus days"), required=False, min_value=0, max_value=3650)
    working_days = forms.BooleanField(label=_("working days"), required=False)
    on = DayField(label=_("Date"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "working_days":  # that one has its label beside it
                field.widget.attrs["aria-label"] = field.label
        self.fields["milestone"].widget.attrs["placeholder"] = self.fields["milestone"].label

    def clean(self):
        data = super().clean()
        dated = data.get("trigger") == Trigger.DATE
        return data | {
            "value": None if data.get("share") == Share.BALANCE else data.get("value"),
            "milestone": data.get("milestone", "") if data.get("trigger") == "milestone" else "",
            "on": data.get("on") if dated else None,
            "days": 0 if dated else data.get("days") or 0,
            "working_days": not dated and data.get("working_days", False),
        }


class BaseTermFormSet(forms.BaseFormSet):
    def __init__(self, *args, contract: Contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract

    def clean(self):
        """Faults of a part stand in its row, those of all together above."""
        currency = current_tenant().currency
        sound = [form for form in self.forms if not form.errors]
        for form in sound:
            for fault in faults_of(PaymentTerm(**form.cleaned_data), currency):
                form.add_error(None, fault)
        if any(form.errors for form in self.forms):
            return
        terms = [PaymentTerm(**row) for row in self.rows()]
        if faults := faults_together(terms, self.contract.amount, currency):
            raise forms.ValidationError(faults)

    def rows(self) -> list[dict]:
        """The parts as `set_terms` takes them."""
        return [form.cleaned_data for form in self.forms]


TermFormSet = forms.formset_factory(
    TermForm, formset=BaseTermFormSet, extra=0, max_num=MOST, absolute_max=MOST + 1
)
