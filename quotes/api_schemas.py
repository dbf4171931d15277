"""What quotes look like over the API: ids are integers, amounts and figures text (spec 10)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import PlainSerializer

from crm.money import amount_str
from crm.refusals import InputRefused
from opportunities.models import Opportunity
from products.models import Product
from quotes.lines import LineInput
from quotes.pricing import Manual

Figure = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=6)]

Amount = Annotated[Decimal, PlainSerializer(amount_str)]


class QuoteIn(Schema, extra="forbid"):
    opportunity: int
    contact: int | None = None
    valid_until: date | None = None
    payment_terms: str = Field("", max_length=500)
    delivery_terms: str = Field("", max_length=500)
    notes: str = Field("", max_length=2000)

    def terms(self, deal: Opportunity) -> dict:
        """The given terms as the action wants them; the contact must be the customer's."""
        given = self.dict(exclude={"opportunity"}, exclude_unset=True)
        if given.get("contact") is not None:
            contact = deal.account.contacts.filter(pk=self.contact).first()
            if contact is None:
                raise ValidationError({"contact": _("This is no contact of the customer.")})
            given["contact"] = contact
        return given


class ManualIn(Schema, extra="forbid"):
    kind: Literal["percent", "zhe", "unit_price", "total"]
    value: Figure

    def manual(self) -> Manual:
        try:
            return Manual(self.kind, self.value)
        except InputRefused as refused:
            raise ValidationError({"discount": str(refused)}) from refused


class LineIn(Schema, extra="forbid"):
    product: int
    quantity: Figure
    discount: ManualIn | None = None
    description: str = Field("", max_length=300)


class LinesIn(Schema, extra="forbid"):
    lines: list[LineIn] = Field(max_length=200)
    whole_discount: ManualIn | None = None

    def given(self) -> dict:
        """What `set_lines` takes; ValidationError for a product that is not for sale."""
        products = Product.objects.filter(active=True).in_bulk({one.product for one in self.lines})
        return {
            "lines": [_line(one, products, order) for order, one in enumerate(self.lines)],
            "whole_discount": self.whole_discount and self.whole_discount.manual(),
        }


def _line(given: LineIn, products: dict[int, Product], order: int) -> LineInput:
    if given.product not in products:
        raise ValidationError({f"lines.{order}.product": _("This product is not for sale.")})
    manual = given.discount and given.discount.manual()
    product = products[given.product]
    return LineInput(product, given.quantity, manual, given.description, order)


class AcceptanceIn(Schema, extra="forbid"):
    on: date
    name: str = Field(min_length=1, max_length=80)


class SubmissionIn(Schema, extra="forbid"):
    why: str = Field("", max_length=500)


class RefusalIn(Schema, extra="forbid"):
    note: str = Field("", max_length=500)


class LineOut(Schema):
    """Cost is not part of it: whoever may see costs finds them at the product."""

    product: int = Field(alias="product_id")
    description: str
    quantity: str = Field(alias="shown_quantity")
    list_price: Amount
    vat_rate: Decimal
    manual_kind: str
    manual_value: str = Field(alias="shown_discount")
    unit_price: Decimal
    line_total: Amount
    tax: Amount
    net: Amount
    discount: str

    @staticmethod
    def resolve_discount(line) -> str:
        return f"{line.discount:.1f}"


class QuoteOut(Schema):
    id: int
    number: str
    version: int
    opportunity: int = Field(alias="opportunity_id")
    account: int = Field(alias="account_id")
    contact: int | None = Field(None, alias="contact_id")
    owner: int = Field(alias="owner_id")
    state: str
    primary: bool
    valid_until: date | None
    payment_terms: str
    delivery_terms: str
    notes: str
    total: Amount
    tax: Amount
    net: Amount
    lines: list[LineOut]
    accepted_on: date | None
    accepted_by: str
    created_at: datetime

    @staticmethod
    def resolve_lines(quote):
        return list(quote.lines.all())
