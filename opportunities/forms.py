"""Input for deals; saves nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.formfields import DayField
from crm.search_choice import SearchChoiceField
from customers.models import Account, Contact
from opportunities.models import Opportunity, Process
from people.models import Member, Share
from tenants.forms import TenantForm

FIELDS = [
    "name",
    "contact",
    "amount",
    "expected_close_date",
    "type",
    "importance",
    "source",
    "campaign",
    "budget",
    "budget_approved",
    "competitors",
    "forecast_category",
    "commit_amount",
    "probability",
    "next_step",
    "next_step_on",
    "needs",
]


class DealForm(TenantForm):
    amount = forms.DecimalField(label=_("Amount"), min_value=0, max_digits=18, decimal_places=2)
    expected_close_date = DayField(label=_("Expected close date"), required=False)
    next_step_on = DayField(label=_("Next step on"), required=False)
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=500,
        help_text=_("Stands on the timeline beside a new amount, date or probability."),
    )

    class Meta:
        model = Opportunity
        fields = FIELDS
        widgets = {"needs": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = Contact.objects.filter(account=self.instance.account_id, active=True)
        self.fields["contact"].queryset = people


class NewDealForm(TenantForm):
    """A new deal: as few fields as a deal needs."""

    account = SearchChoiceField(Account.objects.none(), kind="account", label=_("Customer"))
    process = forms.ModelChoiceField(
        label=_("Process"), queryset=Process.objects.filter(archived=False)
    )
    amount = forms.DecimalField(
        label=_("Amount"), min_value=0, max_digits=18, decimal_places=2, initial=0
    )
    expected_close_date = DayField(label=_("Expected close date"), required=False)
    next_step_on = DayField(label=_("Next step on"), required=False)

    class Meta:
        model = Opportunity
        fields = [
            "account",
            "name",
            "process",
            "amount",
            "expected_close_date",
            "type",
            "next_step",
            "next_step_on",
            "needs",
        ]
        widgets = {"needs": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, member: Member, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Account.objects.visible_to(member).order_by("name_key", "pk")
        self.fields["account"].queryset = seen


class NextStepForm(TenantForm):
    next_step_on = DayField(label=_("Next step on"))

    class Meta:
        model = Opportunity
        fields = ["next_step", "next_step_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["next_step"].required = True


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Assign to"), queryset=Member.objects.none())
    note = forms.CharField(label=_("Note"), required=False, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = Member.objects.may("opportunities.move")


class TeamForm(forms.Form):
    members = forms.ModelMultipleChoiceField(label=_("Members"), queryset=Member.objects.active())
    team_role = forms.CharField(label=_("Role in the team"), required=False, max_length=40)
    level = forms.ChoiceField(label=_("Right"), choices=Share.Level.choices)
    until = DayField(label=_("Until"), required=False)
