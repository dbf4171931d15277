"""Input for the conversion of a lead; saves nothing."""

from django import forms
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from crm.formfields import DayField
from crm.search_choice import SearchChoiceField
from customers.models import Account, Contact
from leads.models import Lead
from opportunities.defaults import default_process
from opportunities.models import Process
from people.models import Member


class ConversionForm(forms.Form):
    """The customer first: those of the same name stand on top of the list."""

    account = SearchChoiceField(
        Account.objects.none(),
        kind="account",
        label=_("Existing customer"),
        required=False,
        help_text=_("Leave it empty to make a new one."),
    )
    account_name = forms.CharField(
        label=_("Name of the new customer"),
        required=False,
        max_length=200,
        help_text=_("Used only where no existing customer is chosen."),
    )
    contact = forms.ModelChoiceField(
        label=_("Existing contact"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("None: a new contact"),
    )
    contact_name = forms.CharField(
        label=_("Name of the new contact"),
        required=False,
        max_length=80,
        help_text=_("Used only for a new contact; empty adds none."),
    )
    with_deal = forms.BooleanField(label=_("Open a deal"), required=False, initial=True)
    name = forms.CharField(label=_("Name of the deal"), required=False, max_length=200)
    process = forms.ModelChoiceField(
        label=_("Process"), queryset=Process.objects.filter(archived=False), required=False
    )
    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    expected_close_date = DayField(label=_("Expected close date"), required=False)

    def __init__(self, *args, lead: Lead, member: Member, **kwargs):
        initial = {
            "account_name": lead.company,
            "contact_name": lead.person,
            "name": lead.company,
            "process": default_process().pk,
            "amount": lead.budget,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.member = member
        accounts = Account.objects.visible_to(member)
        same = accounts.similar_to(lead.company_key)
        first = Case(
            When(company_key=lead.company_key, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        self.fields["account"].queryset = accounts.order_by(first, "name_key", "pk")
        self.fields["account"].initial = same.order_by("pk").first()
        self.fields["contact"].queryset = Contact.objects.filter(account__in=same, active=True)

    def clean_account(self):
        account = self.cleaned_data["account"]
        if account is not None and not account.changeable_by(self.member):
            raise forms.ValidationError(_("You may see this customer, but not add to it."))
        return account

    def clean(self):
        data = super().clean()
        if not data.get("account") and not data.get("account_name"):
            self.add_error("account_name", _("Choose a customer or name a new one."))
        if data.get("with_deal") and not data.get("name"):
            self.add_error("name", _("A deal needs a name."))
        contact, account = data.get("contact"), data.get("account")
        if contact and contact.account_id != (account and account.pk):
            self.add_error("contact", _("This contact belongs to another customer."))
        return data

    def choices(self) -> dict:
        """The arguments of convert_lead."""
        data = self.cleaned_data
        return {
            "account": data["account"],
            "account_fields": {"name": data["account_name"]},
            "contact": data["contact"],
            "contact_fields": {"name": data["contact_name"]},
            "opportunity_fields": self._deal() if data["with_deal"] else None,
        }

    def _deal(self) -> dict:
        names = ("name", "process", "amount", "expected_close_date")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}
