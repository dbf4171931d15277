"""Form fields that several rooms share."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.phones import e164
from crm.refusals import InputRefused
from tenants.scope import current_tenant


def clean_phone(text: str) -> str:
    """A phone in E.164, read as of the tenant's country; ValidationError for what is none."""
    try:
        return e164(text, current_tenant().country)
    except InputRefused as refused:
        raise ValidationError(str(refused)) from refused


class PhoneField(forms.CharField):
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def __init__(self, **kwargs):
        kwargs = {"label": _("Phone"), "required": False, "max_length": 30} | kwargs
        super().__init__(**kwargs)

    def clean(self, value):
        return clean_phone(super().clean(value))


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LinkField(forms.URLField):
    """A web address; one typed without a scheme is https."""

    def __init__(self, **kwargs):
        super().__init__(**({"assume_scheme": "https"} | kwargs))
