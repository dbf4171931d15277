"""Shapes of deals in the API; names are the spec's (spec 10)."""

from datetime import date, datetime
from decimal import Decimal

from ninja import Field, Schema

from customers.api import AccountIn, ContactIn
from opportunities.models import Opportunity

Type, Category = Opportunity.Type, Opportunity.Category


class DealFields(Schema, extra="forbid"):
    """What may be set and changed."""

    contact: int | None = None
    amount: Decimal = Field(Decimal(0), ge=0, max_digits=18)
    probability: Decimal | None = Field(None, ge=0, le=100)
    expected_close_date: date | None = None
    source: str = Field("", max_length=80)
    campaign: str = Field("", max_length=80)
    type: Type = Type.NEW
    importance: int = Opportunity.Importance.NORMAL
    budget: Decimal | None = Field(None, max_digits=18)
    budget_approved: bool = False
    needs: str = Field("", max_length=4000)
    competitors: str = Field("", max_length=200)
    forecast_category: Category = Category.PIPELINE
    commit_amount: Decimal | None = Field(None, max_digits=18)
    next_step: str = Field("", max_length=200)
    next_step_on: date | None = None
    external_id: str = Field("", max_length=80)


class DealIn(DealFields):
    name: str = Field(max_length=200)
    account: int
    process: int | None = None


class DealChangeIn(DealFields):
    """Only the fields that are sent change; `why` stands beside the change on the timeline."""

    name: str = Field("", max_length=200)
    why: str = Field("", max_length=500)


class DealOut(Schema):
    id: int
    number: str
    name: str
    account: int = Field(alias="account_id")
    contact: int | None = Field(None, alias="contact_id")
    process: int = Field(alias="process_id")
    stage: int = Field(alias="stage_id")
    status: str
    amount: Decimal
    probability: Decimal = Field(alias="shown_probability")
    expected_close_date: date | None
    owner: int = Field(alias="owner_id")
    lead: int | None = Field(None, alias="lead_id")
    source: str
    campaign: str
    type: str
    importance: int
    budget: Decimal | None
    budget_approved: bool
    needs: str
    competitors: str
    forecast_category: str
    commit_amount: Decimal | None
    next_step: str
    next_step_on: date | None
    created_at: datetime
    stage_entered_at: datetime
    last_activity_at: datetime
    closed_on: date | None
    close_reason: int | None = Field(None, alias="close_reason_id")
    lost_to: str
    credited_to: int | None = Field(None, alias="credited_to_id")
    external_id: str


class AdvanceIn(Schema, extra="forbid"):
    """`to` is a stage, the next one by default; `waivers` maps ids of criteria to reasons."""

    to: int | None = None
    waivers: dict[int, str] = {}


class ReasonIn(Schema, extra="forbid"):
    reason: str = Field(min_length=1, max_length=500)


class StepBackIn(ReasonIn):
    to: int


class WinIn(Schema, extra="forbid"):
    reason: str = Field("", max_length=500)


class ClosureIn(Schema, extra="forbid"):
    reason: int
    note: str = Field("", max_length=500)


class LossIn(ClosureIn):
    competitor: str = Field("", max_length=80)


class AssignmentIn(Schema, extra="forbid"):
    to: int
    note: str = Field("", max_length=500)


class NewAccount(AccountIn):
    name: str = Field("", max_length=200)


class NewContact(ContactIn):
    name: str = Field("", max_length=80)


class NewDeal(DealFields):
    name: str = Field("", max_length=200)
    process: int | None = None


class ConversionIn(Schema, extra="forbid"):
    """Without `account` one is made; without `opportunity` no deal is opened."""

    account: int | None = None
    account_fields: NewAccount | None = None
    contact: int | None = None
    contact_fields: NewContact | None = None
    opportunity: NewDeal | None = None


class ConversionOut(Schema):
    account: int
    contact: int | None
    opportunity: DealOut | None
