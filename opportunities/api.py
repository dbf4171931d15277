"""Deals over the API: the same rows and verbs as the pages (spec 10)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from ninja import Query, Router, Status

from activities.models import Reason
from crm.access import allow, find
from crm.api_frame import Paging, operation, page_of, paged, reach
from crm.formfields import clean_phone
from customers.models import Account, Contact
from leads.models import Lead
from opportunities import actions
from opportunities.models import Opportunity, Process, Stage
from opportunities.schemas import (
    AdvanceIn,
    AssignmentIn,
    ClosureIn,
    ConversionIn,
    ConversionOut,
    DealChangeIn,
    DealIn,
    DealOut,
    LossIn,
    ReasonIn,
    StepBackIn,
    WinIn,
)
from people.models import Member

router = Router(tags=["opportunities"])
DEALS = "/opportunities"


def _deal(request, pk: int, *, change: bool = True) -> Opportunity:
    return reach(request, Opportunity, pk, change=change)


def _reason(pk: int, name: str) -> Reason:
    reason = Reason.objects.for_list(name).filter(pk=pk).first()
    if reason is None:
        raise ValidationError({"reason": _("Choose a reason from the list.")})
    return reason


def _stage(deal: Opportunity, pk: int) -> Stage:
    stage = Stage.objects.filter(process=deal.process_id, pk=pk).first()
    if stage is None:
        raise ValidationError({"to": _("This is not a stage of the deal's process.")})
    return stage


def _known(request, values: dict) -> dict:
    """Ids of the body as records, those that the member may see."""
    if values.get("process"):
        process = Process.objects.filter(pk=values["process"], archived=False).first()
        if process is None:
            raise ValidationError({"process": _("There is no such process.")})
        values["process"] = process
    if values.get("account"):
        values["account"] = find(Account, values["account"], request.member)
    if values.get("contact"):
        values["contact"] = find(Contact, values["contact"], request.member)
    return values


def _with_phone(fields: dict | None) -> dict | None:
    """Fields of a customer or a contact with a given phone in E.164."""
    return (
        fields | {"phone": clean_phone(fields["phone"])} if fields and "phone" in fields else fields
    )


@operation(router.get, DEALS, permission="opportunities.view", response=paged(DealOut))
def deals(
    request,
    paging: Query[Paging],
    status: Opportunity.Status | None = None,
    stage: int | None = None,
    owner: int | None = None,
):
    rows = Opportunity.objects.visible_to(request.member).select_related("stage")
    asked = {"status": status, "stage": stage, "owner": owner}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return page_of(rows, paging)


@operation(router.post, DEALS, permission="opportunities.create", response={201: DealOut})
def create(request, data: DealIn):
    fields = _known(request, data.dict(exclude_unset=True))
    return Status(201, actions.create_opportunity(by=request.member, **fields))


@operation(
    router.get, DEALS + "/{pk}", permission="opportunities.view", record=True, response=DealOut
)
def deal(request, pk: int):
    return _deal(request, pk, change=False)


@operation(
    router.patch, DEALS + "/{pk}", permission="opportunities.change", record=True, response=DealOut
)
def change(request, pk: int, data: DealChangeIn):
    deal = _deal(request, pk)
    fields = _known(request, data.dict(exclude_unset=True))
    return actions.change_opportunity(by=request.member, opportunity=deal, **fields)


def _verb(name: str, permission: str):
    """A verb of one deal: POST /opportunities/{pk}/<name>."""
    path = f"{DEALS}/{{pk}}/{name}"
    return operation(router.post, path, permission=permission, record=True, response=DealOut)


@_verb("advance", "opportunities.move")
def advance(request, pk: int, data: AdvanceIn | None = None):
    deal, data = _deal(request, pk), data or AdvanceIn()
    if data.waivers:
        allow(request.member, "opportunities.waive")
    return actions.advance(
        by=request.member,
        opportunity=deal,
        to=_stage(deal, data.to) if data.to else None,
        waivers=data.waivers,
    )


@_verb("step_back", "opportunities.move")
def step_back(request, pk: int, data: StepBackIn):
    deal = _deal(request, pk)
    to = _stage(deal, data.to)
    return actions.step_back(by=request.member, opportunity=deal, to=to, reason=data.reason)


@_verb("win", "opportunities.close")
def win(request, pk: int, data: WinIn | None = None):
    deal, data = _deal(request, pk), data or WinIn()
    if data.reason:
        allow(request.member, "opportunities.waive")
    return actions.win(by=request.member, opportunity=deal, reason=data.reason)


@_verb("lose", "opportunities.close")
def lose(request, pk: int, data: LossIn):
    deal = _deal(request, pk)
    reason = _reason(data.reason, Reason.List.DEAL_LOST)
    how = {"note": data.note, "competitor": data.competitor}
    return actions.lose(by=request.member, opportunity=deal, reason=reason, **how)


@_verb("invalidate", "opportunities.close")
def invalidate(request, pk: int, data: ClosureIn):
    deal = _deal(request, pk)
    reason = _reason(data.reason, Reason.List.DEAL_INVALID)
    return actions.invalidate(by=request.member, opportunity=deal, reason=reason, note=data.note)


@_verb("reopen", "opportunities.reopen")
def reopen(request, pk: int, data: ReasonIn):
    deal = _deal(request, pk)
    return actions.reopen(by=request.member, opportunity=deal, reason=data.reason)


@_verb("assign", "opportunities.assign")
def assign(request, pk: int, data: AssignmentIn):
    deal = _deal(request, pk)
    to = find(Member, data.to, request.member)
    return actions.assign_opportunity(by=request.member, opportunity=deal, to=to, note=data.note)


@operation(
    router.post,
    "/leads/{pk}/convert",
    permission="opportunities.convert",
    record=True,
    response={201: ConversionOut},
)
def convert(request, pk: int, data: ConversionIn | None = None):
    lead = reach(request, Lead, pk, change=True)
    given = (data or ConversionIn()).dict(exclude_unset=True)
    chosen = _known(request, {name: given.get(name) for name in ("account", "contact")})
    if chosen["account"]:
        allow(request.member, request.permission, chosen["account"])
    deal = given.get("opportunity")
    account, contact, made = actions.convert_lead(
        by=request.member,
        lead=lead,
        **chosen,
        account_fields=_with_phone(given.get("account_fields")),
        contact_fields=_with_phone(given.get("contact_fields")),
        opportunity_fields=None if deal is None else _known(request, deal),
    )
    out = {"account": account.pk, "contact": contact and contact.pk, "opportunity": made}
    return Status(201, out)
