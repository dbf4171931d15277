"""The form of payment terms: a row a part, spare rows to add, without JavaScript."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contracts.models import Contract, PaymentTerm
from contracts.terms import check_terms
from crm.formfields import DayField
from tenants.scope import current_tenant


class TermForm(forms.Form):
    # What a spare row shows is also its initial: an untouched one must read as unchanged.
    share = forms.ChoiceField(
        label=pgettext_lazy("part of a contract", "Share"),
        choices=PaymentTerm.Share.choices,
        initial=PaymentTerm.Share.PERCENT,
    )
    value = forms.DecimalField(
        label=_("Percent or amount"), required=False, max_digits=18, decimal_places=2
    )
    trigger = forms.ChoiceField(
        label=_("Due"), choices=PaymentTerm.Trigger.choices, initial=PaymentTerm.Trigger.SIGNING
    )
    milestone = forms.CharField(label=_("Milestone"), required=False, max_length=80)
    days = forms.IntegerField(
        label=_("plus days"), required=False, min_value=0, max_value=3650, initial=0
    )
    working_days = forms.BooleanField(label=_("working days"), required=False)
    on = DayField(label=_("Date"), required=False)

    def clean_days(self):
        return self.cleaned_data["days"] or 0


class BaseTermFormSet(forms.BaseFormSet):
    def __init__(self, *args, contract: Contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract

    def clean(self):
        if any(self.errors):
            return
        terms = [PaymentTerm(**row) for row in self.rows()]
        try:
            check_terms(terms, self.contract.amount, current_tenant().currency)
        except ValidationError as faults:
            raise forms.ValidationError(faults.messages) from faults

    def rows(self) -> list[dict]:
        """The parts that stay, as `set_terms` takes them; untouched spare rows are no parts."""
        filled = [form.cleaned_data for form in self.forms if form.cleaned_data]
        return [
            {name: value for name, value in row.items() if name != "DELETE"}
            for row in filled
            if not row["DELETE"]
        ]


TermFormSet = forms.formset_factory(
    TermForm, formset=BaseTermFormSet, extra=2, can_delete=True, max_num=20, validate_max=True
)
