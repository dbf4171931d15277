"""Contracts over the API: the same rows and verbs as the pages (spec 06, 10)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Field, Query, Router, Schema, Status
from pydantic import PlainSerializer

from contracts import actions
from contracts.checks import missing
from contracts.models import Contract
from crm.access import allow, find
from crm.api_frame import Paging, operation, page_of, paged, reach
from crm.money import amount_str
from people.models import Member
from quotes.models import Quote
from tenants.scope import current_tenant

router = Router(tags=["contracts"])


def _amount(value: Decimal) -> str:
    return amount_str(value, current_tenant().currency)


Amount = Annotated[Decimal, PlainSerializer(_amount, return_type=str)]


class ContractIn(Schema, extra="forbid"):
    quote: int
    name: str = Field("", max_length=200)
    project_manager: int | None = None
    clauses: str = Field("", max_length=20000)
    starts_on: date | None = None
    ends_on: date | None = None


class TermIn(Schema, extra="forbid"):
    name: str = Field("", max_length=40)
    share: str
    value: Decimal | None = None
    trigger: str
    milestone: str = Field("", max_length=80)
    days: int = Field(0, ge=0, le=3650)
    working_days: bool = False
    on: date | None = None


class TermsIn(Schema, extra="forbid"):
    terms: list[TermIn] = Field(max_length=20)


class LineOut(Schema):
    product: int = Field(alias="product_id")
    name: str
    unit: str
    description: str
    quantity: Decimal
    unit_price: Decimal
    vat_rate: Decimal
    line_total: Amount
    tax: Amount
    net: Amount


class ContractOut(Schema):
    id: int
    number: str
    name: str
    state: str
    amount: Amount
    account: int = Field(alias="account_id")
    opportunity: int | None = Field(None, alias="opportunity_id")
    quote: int | None = Field(None, alias="quote_id")
    owner: int = Field(alias="owner_id")
    project_manager: int | None = Field(None, alias="project_manager_id")
    our_party: dict
    their_party: dict
    starts_on: date | None
    ends_on: date | None
    signed_on: date | None
    scan_received_on: date | None
    created_at: datetime
    formal_at: datetime | None


class ContractDetail(ContractOut):
    """`missing` says in words what keeps a draft from being submitted."""

    clauses: str
    lines: list[LineOut]
    terms: list[TermIn]
    missing: list[str]

    @staticmethod
    def resolve_lines(contract):
        return contract.lines.all()

    @staticmethod
    def resolve_terms(contract):
        return contract.terms.values(*TermIn.model_fields)

    @staticmethod
    def resolve_missing(contract):
        return missing(contract) if contract.state == Contract.State.DRAFT else []


@operation(router.get, "", permission="contracts.view", response=paged(ContractOut))
def contracts(request, paging: Query[Paging], state: Contract.State | None = None):
    rows = Contract.objects.visible_to(request.member)
    return page_of(rows.filter(state=state) if state else rows, paging)


@operation(router.post, "", permission="contracts.create", response={201: ContractDetail})
def create(request, data: ContractIn):
    quote = find(Quote, data.quote, request.member)
    allow(request.member, request.permission, quote)
    fields = data.dict(exclude={"quote", "project_manager"}, exclude_defaults=True)
    if data.project_manager:
        fields["project_manager"] = find(Member, data.project_manager, request.member)
    return Status(201, actions.draft_from_quote(by=request.member, quote=quote, **fields))


@operation(router.get, "/{pk}", permission="contracts.view", record=True, response=ContractDetail)
def contract(request, pk: int):
    return reach(request, Contract, pk)


@operation(
    router.post, "/{pk}/terms", permission="contracts.change", record=True, response=ContractDetail
)
def terms(request, pk: int, data: TermsIn):
    contract = reach(request, Contract, pk, change=True)
    rows = [term.dict() for term in data.terms]
    return actions.set_terms(by=request.member, contract=contract, terms=rows)


@operation(
    router.post, "/{pk}/submit", permission="contracts.submit", record=True, response=ContractOut
)
def submit(request, pk: int):
    contract = reach(request, Contract, pk, change=True)
    return actions.submit_contract(by=request.member, contract=contract)


@operation(
    router.post, "/{pk}/withdraw", permission="contracts.submit", record=True, response=ContractOut
)
def withdraw(request, pk: int):
    contract = reach(request, Contract, pk, change=True)
    return actions.withdraw_contract(by=request.member, contract=contract)
