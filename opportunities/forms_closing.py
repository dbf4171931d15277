"""Input for moves and ends of a deal; saves nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Reason
from customers.models import Contact
from opportunities.criteria import Item
from opportunities.models import ExitCriterion, Opportunity, Stage

FILL, WAIVE = "fill_", "waive_"


class StageForm(forms.Form):
    """Where to, why back, and what is missing: facts as inputs, waivers for managers.

    `missing` are the criteria that the move to the chosen stage does not meet.
    """

    stage = forms.ChoiceField(label=_("Stage"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        help_text=_("Asked for when a deal moves back."),
    )

    def __init__(
        self,
        *args,
        deal: Opportunity,
        stages: list[Stage],
        missing: list[Item],
        may_waive: bool,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        others = [stage for stage in stages if stage.pk != deal.stage_id]
        self.fields["stage"].choices = [(stage.pk, stage.name) for stage in others]
        for item in missing:
            if item.criterion.kind == ExitCriterion.Kind.FIELD_FILLED:
                self.fields[FILL + item.criterion.value] = _fact(deal, item.criterion)
            if may_waive:
                label = _("Let “%(criterion)s” pass because") % {"criterion": item}
                name = f"{WAIVE}{item.criterion.pk}"
                self.fields[name] = forms.CharField(label=label, required=False, max_length=500)

    def facts(self) -> dict:
        """The filled-in facts, by the names of the deal's fields."""
        given = {name: value for name, value in self._given(FILL).items() if value}
        return {name.removeprefix(FILL): value for name, value in given.items()}

    def waivers(self) -> dict[int, str]:
        given = {name: reason for name, reason in self._given(WAIVE).items() if reason}
        return {int(name.removeprefix(WAIVE)): reason for name, reason in given.items()}

    def _given(self, prefix: str) -> dict:
        return {name: v for name, v in self.cleaned_data.items() if name.startswith(prefix)}


def _fact(deal: Opportunity, criterion: ExitCriterion) -> forms.Field:
    field = Opportunity._meta.get_field(criterion.value).formfield(label=criterion.label)
    if criterion.value == "contact":
        field.queryset = Contact.objects.filter(account=deal.account_id, active=True)
    field.required = False
    return field


class WinForm(forms.Form):
    """Managers may give the reason why a deal is won from where it stands."""

    reason = forms.CharField(
        label=_("Reason to win it from an earlier stage"), required=False, max_length=500
    )

    def __init__(self, *args, may_override: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["reason"]


class LoseForm(forms.Form):
    reason = forms.ModelChoiceField(
        label=_("Reason"), queryset=Reason.objects.for_list(Reason.List.DEAL_LOST)
    )
    competitor = forms.CharField(label=_("Lost to"), required=False, max_length=80)
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class InvalidateForm(forms.Form):
    reason = forms.ModelChoiceField(
        label=_("Reason"), queryset=Reason.objects.for_list(Reason.List.DEAL_INVALID)
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)
