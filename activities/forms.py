"""Input for follow-ups and tasks; saves nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Note
from crm.formfields import DayField
from people.models import Member
from tenants.models import Tenant


class NoteForm(forms.Form):
    type = forms.ChoiceField(label=_("Type"), choices=Note.Type.choices)
    text = forms.CharField(
        label=_("What was said"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )


class TaskForm(forms.Form):
    title = forms.CharField(label=_("Task"), max_length=200)
    owner = forms.ModelChoiceField(label=_("Who"), queryset=Member.objects.active())
    due_on = DayField(label=_("Due"), required=False)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=Tenant.Language.choices)
