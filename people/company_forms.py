"""Forms over a company itself: by its administrators and by the platform's operator."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from people import places
from people.logo import data_address, redrawn
from tenants.models import Tenant


class LogoInput(forms.ClearableFileInput):
    """Shows the picture itself: uploads have no address of their own."""

    template_name = "people/_logo_input.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if context["widget"]["is_initial"]:
            context["picture"] = data_address(value)
        return context


class CompanyForm(forms.ModelForm):
    """No TenantForm: a company is no row of a company."""

    country = forms.ChoiceField(
        label=_("Country"),
        choices=places.countries,
        help_text=_("Phone numbers without a country code are read as this country's."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=places.time_zones,
        help_text=_("Due dates, working hours and reports go by it."),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=places.currencies,
        help_text=_("Of all amounts. Amounts that are there already are not converted."),
    )

    class Meta:
        model = Tenant
        fields = ["name", "slug", "country", "language", "time_zone", "currency", "active"]
        labels = {"slug": _("Short name")}
        help_texts = {
            "slug": _("Stands in its addresses, as in /t/acme/: small letters, digits, hyphens.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("country", "time_zone", "currency"):
            self._offer(name, getattr(self.instance, name))

    def _offer(self, name: str, value: str) -> None:
        """A zone under its old name, as a file or a command may have set it, stays a choice."""
        field = self.fields[name]
        field.initial = value
        if value not in dict(field.choices):
            field.choices = [*field.choices, (value, value)]


class NewCompany(CompanyForm):
    """Its first administrator is invited by mail."""

    admin_email = forms.EmailField(label=_("First administrator"))


class SettingsForm(CompanyForm):
    fiscal_month = forms.TypedChoiceField(
        label=_("First month of the fiscal year"), choices=places.months, coerce=int
    )

    class Meta:
        model = Tenant
        fields = [
            "name",
            "country",
            "language",
            "time_zone",
            "currency",
            "logo",
            "address",
            "phone",
            "credit_code",
            "bank_name",
            "bank_account",
            "fiscal_month",
            "forecast_threshold",
            "deviation_threshold",
            "idle_days",
            "number_pattern",
        ]
        widgets = {"logo": LogoInput}
        help_texts = {
            "logo": _("PNG, JPEG or WebP up to 1 MB; at the head of quotes and contracts."),
            "forecast_threshold": _("Deals from this win rate on count as expected."),
            "deviation_threshold": _("Stages further than this from the baseline are marked."),
            "idle_days": _(
                "An open deal without any for so long stands in the list of stale ones."
            ),
            "number_pattern": _(
                "Of formal contracts: {year} becomes the year, {seq} the number in it."
            ),
        }

    def clean_logo(self):
        """A new picture drawn again, "" for one taken away, else the one that is there."""
        logo = self.cleaned_data["logo"]
        return redrawn(logo) if isinstance(logo, UploadedFile) else logo or ""
