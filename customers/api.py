"""Customers and contacts over the API (spec 10)."""

from datetime import datetime
from decimal import Decimal

from ninja import Field, Query, Router, Schema, Status

from crm.api_frame import Paging, operation, page_of, paged, reach
from crm.formfields import clean_phone
from customers import actions
from customers.models import Account, Contact

router = Router(tags=["customers"])


class AccountIn(Schema, extra="forbid"):
    name: str = Field(max_length=200)
    credit_code: str = Field("", max_length=18)
    industry: str = Field("", max_length=80)
    level: str = Field("", max_length=1)
    size: int | None = None
    revenue: Decimal | None = None
    region: str = Field("", max_length=80)
    city: str = Field("", max_length=80)
    address: str = Field("", max_length=200)
    phone: str = Field("", max_length=20)
    website: str = Field("", max_length=200)
    source: str = Field("", max_length=80)


class AccountOut(Schema):
    id: int
    name: str
    credit_code: str
    industry: str
    level: str
    size: int | None
    revenue: Decimal | None
    region: str
    city: str
    address: str
    phone: str
    website: str
    source: str
    deal_status: str
    owner: int = Field(alias="owner_id")
    parent: int | None = Field(None, alias="parent_id")
    created_at: datetime


class ContactIn(Schema, extra="forbid"):
    name: str = Field(max_length=80)
    title: str = Field("", max_length=80)
    department: str = Field("", max_length=80)
    phone: str = Field("", max_length=20)
    email: str = Field("", max_length=254)
    wechat: str = Field("", max_length=40)
    notes: str = Field("", max_length=2000)


class ContactOut(ContactIn, extra="ignore"):
    id: int
    account: int = Field(alias="account_id")
    active: bool


@operation(router.get, "/customers", permission="customers.view", response=paged(AccountOut))
def accounts(request, paging: Query[Paging]):
    return page_of(Account.objects.visible_to(request.member), paging)


@operation(router.post, "/customers", permission="customers.create", response={201: AccountOut})
def create_account(request, data: AccountIn):
    fields = data.dict() | {"phone": clean_phone(data.phone)}
    return Status(201, actions.create_account(by=request.member, **fields))


@operation(
    router.get, "/customers/{pk}", permission="customers.view", record=True, response=AccountOut
)
def account(request, pk: int):
    return reach(request, Account, pk)


@operation(router.get, "/contacts", permission="customers.view", response=paged(ContactOut))
def contacts(request, paging: Query[Paging]):
    return page_of(Contact.objects.visible_to(request.member), paging)


@operation(
    router.get, "/contacts/{pk}", permission="customers.view", record=True, response=ContactOut
)
def contact(request, pk: int):
    return reach(request, Contact, pk)


@operation(
    router.post,
    "/customers/{pk}/contacts",
    permission="customers.change",
    record=True,
    response={201: ContactOut},
)
def create_contact(request, pk: int, data: ContactIn):
    account = reach(request, Account, pk, change=True)
    fields = data.dict() | {"phone": clean_phone(data.phone)}
    return Status(201, actions.create_contact(by=request.member, account=account, **fields))
