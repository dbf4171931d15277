"""Input for exit criteria; saves nothing."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from opportunities.conditions import code_of, conditions
from opportunities.models import ExitCriterion
from tenants.forms import TenantForm

CONTACT = ExitCriterion.Kind.CONTACT_KNOWN


class CriterionForm(TenantForm):
    """Kind and value are one choice, so that no criterion is made that could never be met; only
    the job title of a contact is typed."""

    condition = forms.ChoiceField(label=_("Condition"), choices=conditions)

    class Meta:
        model = ExitCriterion
        fields = ["condition", "value", "label", "order"]
        labels = {"value": _("Job title of the contact")}
        help_texts = {"value": _("Only for “Contact is known”; empty: anybody.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["condition"].widget.attrs["aria-label"] = self.fields["condition"].label
        if self.instance.pk:
            kind, value = self.instance.kind, self.instance.value
            self.initial["condition"] = code_of(kind, value)
            self.initial["value"] = value if kind == CONTACT else ""

    def clean(self):
        data = super().clean()
        kind, _colon, value = data.get("condition", "").partition(":")
        if kind == CONTACT:
            value = data.get("value", "")
        elif data.get("value"):
            raise ValidationError({"value": _("Only a known contact has a job title.")})
        self.instance.kind, data["value"] = kind, value
        return data
