"""Input for receivables and receipts; saves nothing."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from crm.formfields import DayField
from crm.search_choice import SearchChoiceField
from crm.templatetags.fairway import date_h, money
from payments.actions.ledger import Wanted
from payments.models import Instalment, Receipt
from people.models import Member
from tenants.scope import current_tenant


class AmountField(forms.DecimalField):
    def __init__(self, **kwargs):
        super().__init__(**({"max_digits": 17, "decimal_places": 2} | kwargs))


def not_ahead(day) -> None:
    if day > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))


class ReceiptForm(forms.Form):
    contract = SearchChoiceField(Contract.objects.none(), kind="contract", label=_("Contract"))
    amount = AmountField(label=_("Amount"), min_value=Decimal("0.01"))
    received_on = DayField(label=_("Received on"), validators=[not_ahead])
    payer = forms.CharField(label=_("Payer"), max_length=200)
    channel = forms.ChoiceField(label=_("Way of payment"), choices=Receipt.Channel.choices)
    matures_on = DayField(label=_("Matures on (acceptance bill)"), required=False)
    bank_reference = forms.CharField(label=_("Bank reference"), max_length=80, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args, member: Member, **kwargs):
        super().__init__(*args, **kwargs)
        formal = [Contract.State.FORMAL, Contract.State.FULFILLED]
        self.fields["contract"].queryset = Contract.objects.filter(
            owner_id__in=member.team_ids, state__in=formal
        ).order_by("-signed_on", "-pk")

    def clean(self):
        data = super().clean()
        bill = data.get("channel") == Receipt.Channel.ACCEPTANCE_BILL
        if bill != bool(data.get("matures_on")) and "matures_on" not in self.errors:
            self.add_error("matures_on", _("An acceptance bill, and nothing else, matures."))
        return data


class AllocationForm(forms.Form):
    """One amount an open instalment, filled with the proposal; what is left out is credit."""

    def __init__(self, *args, rest: Decimal, rows: list[Instalment], proposal: Wanted, **kwargs):
        super().__init__(*args, **kwargs)
        self.rest, self.rows = rest, rows
        proposed = {row.pk: amount for row, amount in proposal}
        for row in rows:
            self.fields[f"instalment_{row.pk}"] = AmountField(
                label=str(row),
                required=False,
                min_value=Decimal(0),
                max_value=row.balance,
                initial=proposed.get(row.pk),
                help_text=_described(row),
            )

    def clean(self):
        data = super().clean()
        currency = current_tenant().currency
        if sum(amount for _row, amount in self.allocations()) > self.rest:
            left = {"rest": money(self.rest, currency)}
            raise ValidationError(_("Of this receipt %(rest)s is left."), params=left)
        return data

    def allocations(self) -> Wanted:
        given = [(row, self.cleaned_data.get(f"instalment_{row.pk}")) for row in self.rows]
        return [(row, amount) for row, amount in given if amount]


def _described(row: Instalment) -> str:
    shown = {"balance": money(row.balance, current_tenant().currency)}
    if row.due_on is None:
        return _("%(balance)s open, no due date yet") % shown
    return _("%(balance)s open, due on %(day)s") % (shown | {"day": date_h(row.due_on)})


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)


class ChaseForm(forms.Form):
    text = forms.CharField(
        label=_("What was said"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    promised_on = DayField(label=_("Promised for"), required=False)


class StartForm(forms.Form):
    on = DayField(label=_("The event happened on"), validators=[not_ahead])
