"""Forms over tenant rows."""

from django import forms
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

from tenants.scope import current_tenant_id


class TenantForm(forms.ModelForm):
    """A model form that checks unique constraints inside the tenant, and edits without loss.

    Each field carries the value it was shown with (`show_hidden_initial`). A conflict is only a
    field that both this form and somebody else changed since (spec 01).
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.label_suffix = ""  # the settings' labels end as those of all other forms
        if self.instance._state.adding:
            self.instance.tenant_id = current_tenant_id()
            return
        for field in self.fields.values():
            field.show_hidden_initial = True

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"tenant"}

    def clean(self):
        data = super().clean()
        if self.instance._state.adding:
            return data
        for name in self.changed_data:
            now, shown = self.get_initial_for_field(self.fields[name], name), self.shown(name)
            if self.fields[name].has_changed(now, shown) and name in self.cleaned_data:
                message = _("Changed meanwhile to “%(value)s”. Choose one and save again.")
                said = {"value": _label(self.fields[name], now)}
                self.add_error(name, forms.ValidationError(message, params=said))
                self.show_instead(name, now)
        return data

    def show_instead(self, name: str, now) -> None:
        """Let the form carry the newer value, so that saving once more is a choice."""
        self.conflict = True
        self.data = self.data.copy()
        self.data[self.add_initial_prefix(name)] = self.fields[name].prepare_value(now)

    conflict = False

    def shown(self, name: str):
        """What the field showed when the form was rendered, as it came back from the browser."""
        field = self.fields[name]
        return field.hidden_widget().value_from_datadict(
            self.data, self.files, self.add_initial_prefix(name)
        )

    def changes(self) -> dict:
        """Cleaned values of the fields that this form changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


def _label(field: forms.Field, value):
    """What a choice is called; the value itself where there is none to choose."""
    if isinstance(field, forms.ModelChoiceField):
        return field.queryset.filter(pk=value).first() or ""
    if isinstance(field, forms.ChoiceField):
        return dict(flatten_choices(field.choices)).get(value, value)
    return value
