"""Input for contracts; saves nothing."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.checks import AGREED
from contracts.models import Contract
from crm.formfields import DayField
from crm.templatetags.fairway import money
from people.models import Member
from people.roles import Role
from quotes.models import Quote
from tenants.forms import TenantForm
from tenants.scope import current_tenant


class QuoteField(forms.ModelChoiceField):
    """Quotes by number, customer, deal and amount: nobody knows them by number alone."""

    def __init__(self):
        super().__init__(label=_("Quote"), queryset=Quote.objects.none())

    def label_from_instance(self, quote: Quote) -> str:
        total = money(quote.total, current_tenant().currency)
        return f"{quote} · {quote.account.name} · {quote.opportunity.name} · {total}"


class ContractForm(TenantForm):
    starts_on = DayField(label=_("Start"), required=False)
    ends_on = DayField(label=_("End"), required=False)

    class Meta:
        model = Contract
        fields = ["name", "project_manager", "starts_on", "ends_on", "clauses"]
        widgets = {"clauses": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        managers = Member.objects.active().with_role(Role.PROJECT)
        self.fields["project_manager"].queryset = managers

    def clean(self):
        data = super().clean()
        start, end = data.get("starts_on"), data.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("The end lies before the start."))
        return data


class NewContractForm(ContractForm):
    quote = QuoteField()

    field_order = ["quote"]

    def __init__(self, *args, member: Member, **kwargs):
        super().__init__(*args, **kwargs)
        free = agreed_quotes(member).exclude(contracts__in=Contract.objects.live())
        self.fields["quote"].queryset = free.filter(owner__in=member.team_ids)
        self.fields["name"].required = False


class QuoteForm(forms.Form):
    quote = QuoteField()

    def __init__(self, *args, contract: Contract, member: Member, **kwargs):
        super().__init__(*args, **kwargs)
        quotes = agreed_quotes(member).filter(opportunity=contract.opportunity_id)
        self.fields["quote"].queryset = quotes


class PastDayForm(forms.Form):
    on = DayField(label=_("Date"))

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))
        return on


def agreed_quotes(member: Member):
    """Quotes that may become a contract, newest first."""
    agreed = Quote.objects.visible_to(member).filter(state__in=AGREED)
    return agreed.select_related("account", "opportunity").order_by("-pk")
