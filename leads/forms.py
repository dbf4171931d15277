"""Input for leads; saves nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Reason
from crm.formfields import PhoneField
from customers.names import company_key
from leads.duplicates import duplicates_of
from leads.models import Lead
from people.models import Member
from people.roles import Role
from tenants.forms import TenantForm


class LeadForm(TenantForm):
    phone = PhoneField()

    class Meta:
        model = Lead
        fields = [
            "company",
            "person",
            "title",
            "phone",
            "email",
            "wechat",
            "source",
            "campaign",
            "industry",
            "region",
            "city",
            "budget",
            "importance",
            "need",
        ]
        widgets = {"need": forms.Textarea(attrs={"rows": 3})}


class NewLeadForm(LeadForm):
    """Whoever works leads himself says whether this one is his; a rep's is unless he says else.

    What looks like a customer or lead that is here already is shown first (`duplicates`), and
    entered when it is sent again unchanged: `seen` holds what was shown.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    mine = forms.TypedChoiceField(
        label=_("Who works it"),
        choices=[("yes", _("I do")), ("no", _("Into the pool"))],
        coerce=lambda value: value == "yes",
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, member: Member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member, self.duplicates = member, None
        if not member.can("leads.work"):
            del self.fields["mine"]
            return
        self.fields["mine"].initial = "yes" if member.is_(Role.REP) else "no"

    def clean(self):
        data = super().clean()
        seen, known_by = data.pop("seen", ""), _known_by(data)
        found = duplicates_of(Lead(**known_by), member=self.member)
        mark = "|".join(known_by.values())
        if (found.records or found.hidden) and seen != mark:
            self.duplicates = found
            self.data = self.data.copy()
            self.data["seen"] = mark
            raise forms.ValidationError(
                _(
                    "This company may be here already: look at what was found."
                    " Save again to enter it even so."
                )
            )
        return data


def _known_by(data: dict) -> dict[str, str]:
    """What the same company would be found by."""
    key = company_key(data.get("company", ""))[:200]
    return {"company": data.get("company", ""), "company_key": key} | {
        name: data.get(name, "") for name in ("phone", "email")
    }


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(label=_("Assign to"), queryset=Member.objects.none())

    def __init__(self, *args, lead: Lead, **kwargs):
        super().__init__(*args, **kwargs)
        able = Member.objects.may("leads.claim")
        open_to_all = not lead.pool.members.exists()
        self.fields["to"].queryset = able if open_to_all else able.filter(pools__pool=lead.pool)


class GiveBackForm(forms.Form):
    reason = forms.ModelChoiceField(
        label=_("Reason"), queryset=Reason.objects.for_list(Reason.List.LEAD_RETURNED)
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class DisqualifyForm(forms.Form):
    reason = forms.ModelChoiceField(
        label=_("Reason"), queryset=Reason.objects.for_list(Reason.List.LEAD_DISQUALIFIED)
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)
