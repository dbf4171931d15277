"""Input for quotes; saves nothing."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from crm.formfields import DayField
from crm.refusals import InputRefused
from products.models import Product
from quotes.days import has_come
from quotes.lines import LineInput, manual_of
from quotes.models import Quote, QuoteLine
from quotes.templatetags.quoting import counts_in_zhe
from tenants.forms import TenantForm

Manual = QuoteLine.Manual
WHOLE = [
    *((kind.value, kind.label) for kind in (Manual.NONE, Manual.PERCENT, Manual.ZHE)),
    (Manual.TOTAL.value, _("total of the quote")),
]


class TermsForm(TenantForm):
    valid_until = DayField(label=_("Valid until"), required=False)

    class Meta:
        model = Quote
        fields = ["contact", "valid_until", "payment_terms", "delivery_terms", "notes"]
        widgets = {
            "payment_terms": forms.Textarea(attrs={"rows": 2}),
            "delivery_terms": forms.Textarea(attrs={"rows": 2}),
            "notes": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, account, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = account.contacts.filter(active=True)


class Figure(forms.DecimalField):
    """A figure in a table: a text field, so that the caret stays where it was after a recount."""

    widget = forms.TextInput

    def widget_attrs(self, widget):
        return {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value):
        return format(value.normalize(), "f") if isinstance(value, Decimal) else value


class DiscountForm(forms.Form):
    """How a discount is given and its figure: `manual` is what both say together.

    折 is offered in Chinese only, which alone counts so, and where it was chosen already.
    """

    kind_name, value_name = "manual_kind", "manual_value"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = self.fields[self.kind_name]
        if not counts_in_zhe() and self[self.kind_name].value() != Manual.ZHE:
            kinds.choices = [choice for choice in kinds.choices if choice[0] != Manual.ZHE]

    def clean(self):
        data = super().clean()
        kind, value = data.get(self.kind_name), data.get(self.value_name)
        try:
            data["manual"] = manual_of(kind or "", value)
        except InputRefused as refused:
            self.add_error(self.value_name, str(refused))
        return data


class LineForm(DiscountForm):
    """One row of the quote builder. `products` are those that may stand in it, by id."""

    product = forms.IntegerField(widget=forms.HiddenInput)
    quantity = Figure(
        label=_("Quantity"),
        min_value=Decimal("0.000001"),
        max_digits=18,
        decimal_places=6,
        error_messages={"min_value": _("The quantity must be more than zero.")},
    )
    manual_kind = forms.ChoiceField(
        label=_("Discount given as"), choices=Manual.choices, required=False
    )
    manual_value = Figure(
        label=_("Discount"), required=False, min_value=0, max_digits=18, decimal_places=6
    )
    description = forms.CharField(label=_("Special requirements"), required=False, max_length=300)

    def __init__(self, *args, products: dict[int, Product], **kwargs):
        super().__init__(*args, **kwargs)
        self.products = products
        for name in ("quantity", "manual_kind", "manual_value", "description"):
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label
        self.fields["description"].widget.attrs["placeholder"] = self.fields["description"].label

    def clean_product(self) -> Product:
        product = self.products.get(self.cleaned_data["product"])
        if product is None:
            raise forms.ValidationError(_("This product is not for sale."))
        return product

    def line(self, order: int) -> LineInput:
        data = self.cleaned_data
        given = (data["product"], data["quantity"], data["manual"], data["description"])
        return LineInput(*given, order=order)


class WholeForm(DiscountForm):
    kind_name, value_name = "whole_kind", "whole_value"

    whole_kind = forms.ChoiceField(label=_("Discount on the whole"), choices=WHOLE, required=False)
    whole_value = Figure(
        label=_("Discount"), required=False, min_value=0, max_digits=18, decimal_places=6
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["whole_value"].widget.attrs["aria-label"] = _("Discount on the whole")


class SubmitForm(forms.Form):
    why = forms.CharField(
        label=_("Why this discount"),
        required=False,
        max_length=500,
        help_text=_("Whoever approves it reads this."),
    )

    def __init__(self, *args, beyond: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].required = beyond


class AcceptForm(forms.Form):
    name = forms.CharField(label=_("Who accepted"), max_length=80)
    on = DayField(label=_("On"), initial=timezone.localdate, validators=[has_come])


class DeclineForm(forms.Form):
    note = forms.CharField(
        label=_("What the customer said"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
