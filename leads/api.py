"""Leads over the API: the same rows and verbs as the pages (spec 10)."""

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema, Status

from activities.models import Reason
from crm.access import allow, find
from crm.api_frame import Paging, operation, page_of, paged, reach
from crm.formfields import clean_phone
from leads import actions
from leads.models import Lead
from people.models import Member

router = Router(tags=["leads"])


class LeadIn(Schema, extra="forbid"):
    company: str = Field(max_length=200)
    person: str = Field("", max_length=80)
    title: str = Field("", max_length=80)
    phone: str = Field("", max_length=20)
    email: str = Field("", max_length=254)
    wechat: str = Field("", max_length=40)
    source: str = Field("", max_length=80)
    campaign: str = Field("", max_length=80)
    industry: str = Field("", max_length=80)
    region: str = Field("", max_length=80)
    city: str = Field("", max_length=80)
    need: str = Field("", max_length=2000)
    budget: Decimal | None = None
    importance: int = Lead.Importance.NORMAL


class NewLeadIn(LeadIn):
    """`mine`: the caller's own at once, instead of the pool's."""

    mine: bool = False


class LeadOut(Schema):
    id: int
    company: str
    person: str
    phone: str
    email: str
    state: str
    source: str
    campaign: str
    industry: str
    region: str
    city: str
    need: str
    budget: Decimal | None
    importance: int
    owner: int | None = Field(None, alias="owner_id")
    pool: int = Field(alias="pool_id")
    account: int | None = Field(None, alias="account_id")
    created_at: datetime
    last_followed_at: datetime | None

    @staticmethod
    def _shown(lead, context, name: str) -> str:
        hidden = lead.hides_contact_from(context["request"].member)
        return "" if hidden else getattr(lead, name)

    @staticmethod
    def resolve_person(lead, context):
        return LeadOut._shown(lead, context, "person")

    @staticmethod
    def resolve_phone(lead, context):
        return LeadOut._shown(lead, context, "phone")

    @staticmethod
    def resolve_email(lead, context):
        return LeadOut._shown(lead, context, "email")


class AssignmentIn(Schema, extra="forbid"):
    to: int


class ReasonIn(Schema, extra="forbid"):
    reason: int
    note: str = Field("", max_length=500)

    def of(self, name: str) -> dict:
        """The reason as an action wants it; ValidationError for one of another list."""
        reason = Reason.objects.for_list(name).filter(pk=self.reason).first()
        if reason is None:
            raise ValidationError({"reason": _("Choose a reason from the list.")})
        return {"reason": reason, "note": self.note}


@operation(router.get, "", permission="leads.view", response=paged(LeadOut))
def leads(request, paging: Query[Paging], state: Lead.State | None = None):
    rows = Lead.objects.visible_to(request.member)
    return page_of(rows.filter(state=state) if state else rows, paging)


@operation(router.post, "", permission="leads.create", response={201: LeadOut})
def create(request, data: NewLeadIn):
    if data.mine:
        allow(request.member, "leads.work")
    fields = data.dict() | {"phone": clean_phone(data.phone)}
    return Status(201, actions.create_lead(by=request.member, **fields))


@operation(router.get, "/{pk}", permission="leads.view", record=True, response=LeadOut)
def lead(request, pk: int):
    return reach(request, Lead, pk)


@operation(router.post, "/{pk}/claim", permission="leads.claim", record=True, response=LeadOut)
def claim(request, pk: int):
    return actions.claim_lead(by=request.member, lead=reach(request, Lead, pk))


@operation(router.post, "/{pk}/assign", permission="leads.assign", record=True, response=LeadOut)
def assign(request, pk: int, data: AssignmentIn):
    lead = reach(request, Lead, pk)
    to = find(Member, data.to, request.member)
    return actions.assign_lead(by=request.member, lead=lead, to=to)


@operation(router.post, "/{pk}/start", permission="leads.work", record=True, response=LeadOut)
def start(request, pk: int):
    lead = reach(request, Lead, pk, change=True)
    return actions.start_lead(by=request.member, lead=lead)


@operation(router.post, "/{pk}/give_back", permission="leads.work", record=True, response=LeadOut)
def give_back(request, pk: int, data: ReasonIn):
    lead = reach(request, Lead, pk, change=True)
    reason = data.of(Reason.List.LEAD_RETURNED)
    return actions.give_back_lead(by=request.member, lead=lead, **reason)


@operation(router.post, "/{pk}/disqualify", permission="leads.work", record=True, response=LeadOut)
def disqualify(request, pk: int, data: ReasonIn):
    lead = reach(request, Lead, pk, change=True)
    reason = data.of(Reason.List.LEAD_DISQUALIFIED)
    return actions.disqualify_lead(by=request.member, lead=lead, **reason)
