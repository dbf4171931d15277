"""Input for decisions; saves nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

AREA = forms.Textarea(attrs={"rows": 3})


class ApprovalForm(forms.Form):
    comment = forms.CharField(label=_("Comment"), required=False, max_length=1000, widget=AREA)


class RejectionForm(forms.Form):
    comment = forms.CharField(label=_("Reason"), max_length=1000, widget=AREA)
