"""Input for customers and contacts; saves nothing."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.formfields import DayField, LinkField, PhoneField
from customers.models import Account, Contact
from people.models import Member, Share
from tenants.forms import TenantForm


class AccountForm(TenantForm):
    """The name of a new one asks the server for customers of the same company as it is typed."""

    phone = PhoneField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            return
        self.fields["name"].widget.attrs |= {
            "hx-get": reverse("account_similar"),
            "hx-trigger": "change, keyup changed delay:400ms",
            "hx-target": "#similar",
            "hx-include": "this",
        }

    class Meta:
        model = Account
        fields = [
            "name",
            "credit_code",
            "industry",
            "level",
            "size",
            "revenue",
            "region",
            "city",
            "address",
            "phone",
            "website",
            "source",
        ]
        field_classes = {"website": LinkField}


class ContactForm(TenantForm):
    phone = PhoneField()

    class Meta:
        model = Contact
        fields = ["name", "title", "department", "phone", "email", "wechat", "notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 3})}


class ShareForm(forms.Form):
    member = forms.ModelChoiceField(label=_("Member"), queryset=Member.objects.active())
    level = forms.ChoiceField(label=_("Right"), choices=Share.Level.choices)
    until = DayField(label=_("Until"), required=False)


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("New owner"), queryset=Member.objects.active())
    reason = forms.CharField(label=_("Reason"), max_length=500)
