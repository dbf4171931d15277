"""Quotes over the API: the same rows, verbs and figures as the pages (spec 10)."""

from ninja import Query, Router, Status

from crm.api_frame import Paging, operation, page_of, paged, reach
from opportunities.models import Opportunity
from quotes import actions
from quotes.api_schemas import AcceptanceIn, LinesIn, QuoteIn, QuoteOut, RefusalIn, SubmissionIn
from quotes.models import Quote

router = Router(tags=["quotes"])
WITH_LINES = Quote.objects.prefetch_related("lines")


@operation(router.get, "", permission="quotes.view", response=paged(QuoteOut))
def quotes(request, paging: Query[Paging], state: Quote.State | None = None):
    rows = WITH_LINES.visible_to(request.member)
    return page_of(rows.filter(state=state) if state else rows, paging)


@operation(router.post, "", permission="quotes.create", response={201: QuoteOut})
def create(request, data: QuoteIn):
    deal = reach(request, Opportunity, data.opportunity, change=True)
    quote = actions.create_quote(by=request.member, opportunity=deal, **data.terms(deal))
    return Status(201, quote)


@operation(router.get, "/{pk}", permission="quotes.view", record=True, response=QuoteOut)
def quote(request, pk: int):
    return reach(request, WITH_LINES, pk)


@operation(router.put, "/{pk}/lines", permission="quotes.change", record=True, response=QuoteOut)
def lines(request, pk: int, data: LinesIn):
    quote = reach(request, Quote, pk, change=True)
    return actions.set_lines(by=request.member, quote=quote, **data.given())


@operation(router.post, "/{pk}/submit", permission="quotes.submit", record=True, response=QuoteOut)
def submit(request, pk: int, data: SubmissionIn | None = None):
    quote = reach(request, Quote, pk, change=True)
    return actions.submit_quote(by=request.member, quote=quote, why=data.why if data else "")


@operation(router.post, "/{pk}/send", permission="quotes.send", record=True, response=QuoteOut)
def send(request, pk: int):
    quote = reach(request, Quote, pk, change=True)
    return actions.send_quote(by=request.member, quote=quote)


@operation(router.post, "/{pk}/accept", permission="quotes.answer", record=True, response=QuoteOut)
def accept(request, pk: int, data: AcceptanceIn):
    quote = reach(request, Quote, pk, change=True)
    return actions.accept_quote(by=request.member, quote=quote, **data.dict())


@operation(router.post, "/{pk}/decline", permission="quotes.answer", record=True, response=QuoteOut)
def decline(request, pk: int, data: RefusalIn):
    quote = reach(request, Quote, pk, change=True)
    return actions.decline_quote(by=request.member, quote=quote, note=data.note)


@operation(
    router.post, "/{pk}/versions", permission="quotes.change", record=True, response={201: QuoteOut}
)
def version(request, pk: int):
    quote = reach(request, Quote, pk, change=True)
    return Status(201, actions.new_version(by=request.member, quote=quote))
