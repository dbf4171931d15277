"""Quotes in every state and contracts at every step of their approval."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from approvals.actions import approve_step, reject_step, urge_step
from approvals.models import Round, Step
from contracts import actions as contracts
from contracts.models import Contract, PaymentTerm
from integrations.demo.company import Company
from integrations.demo.diary import Story, ago, present
from integrations.demo.script import ContractRow, QuoteRow
from people.models import Member
from quotes import actions as quotes
from quotes.lines import LineInput
from quotes.models import Quote
from quotes.pricing import Manual

CHAIN = 4  # the steps of a contract's approval


def stories(company: Company) -> Iterator[Story]:
    for row in company.script.quotes:
        yield _quote_story(company, row)
    for row in company.script.contracts:
        yield _contract_story(company, row)


def _quote_story(company: Company, row: QuoteRow) -> Story:
    """One of: draft, approved, sent, declined, expired, pending, urged, rejected, granted,
    superseded."""
    yield ago(row.days)
    quote = _quote(company, row.deal, row.discount)
    by = quote.owner
    if row.way == "draft":
        return
    quote = quotes.submit_quote(by=by, quote=quote, why=company.script.words["discount_reason"])
    if row.way in ("pending", "approved"):
        return
    yield ago(row.days * 0.6)
    step = _pending(quote, "quote")
    if row.way == "urged":
        urge_step(by=by, step=step)
    elif row.way == "rejected":
        reject_step(by=_decider(step), step=step, comment=row.text)
    elif row.way == "granted":
        approve_step(by=_decider(step), step=step, comment=row.text)
    else:
        quotes.send_quote(by=by, quote=quote)
        yield from _answered(company, quote, row)


def _answered(company: Company, quote: Quote, row: QuoteRow) -> Story:
    yield ago(row.days * 0.3)
    by = quote.owner
    if row.way == "declined":
        quotes.decline_quote(by=by, quote=quote, note=row.text)
    elif row.way == "superseded":
        again = quotes.new_version(by=by, quote=quote)
        _price(company, again, row.deal, row.discount + 2)
        quotes.send_quote(by=by, quote=quotes.submit_quote(by=by, quote=again))
    elif row.way == "expired":
        yield ago(0.2)
        quotes.expire_quote(quote=quote)


def _quote(company: Company, title: str, discount: float) -> Quote:
    deal, words = company.deal[title], company.script.words
    quote = quotes.create_quote(
        by=deal.owner,
        opportunity=deal,
        payment_terms=words["payment_terms"],
        delivery_terms=words["delivery_terms"],
    )
    return _price(company, quote, title, discount)


def _price(company: Company, quote: Quote, title: str, discount: float) -> Quote:
    """The deal's products at a discount; yearly support is never sold for less."""
    row = next(row for row in company.script.deals if row.title == title)
    off = Manual("percent", Decimal(str(discount)))
    lines = [
        LineInput(product, quantity, None if product.sku == "SUP" else off, order=order)
        for order, (product, quantity) in enumerate(company.ordered(row.lines))
    ]
    return quotes.set_lines(by=quote.owner, quote=quote, lines=lines)


def _contract_story(company: Company, row: ContractRow) -> Story:
    """The quote is accepted, becomes a draft, and goes as far as the script says."""
    begun = _month_begun() if len(row.decisions) == CHAIN and row.submitted < CHAIN * 7 else None
    yield ago(row.accepted + 3)
    quote = quotes.submit_quote(
        by=company.deal[row.deal].owner, quote=_quote(company, row.deal, row.discount)
    )
    quotes.send_quote(by=quote.owner, quote=quote)
    yield ago(row.accepted)
    contract = _draft(company, quote)
    if not row.submitted:
        return
    yield ago(row.submitted)
    contracts.submit_contract(by=contract.owner, contract=contract)
    for login, days, *refusal in row.decisions:
        moment = ago(days)
        # Whatever the day, some of this month's business is signed in this month.
        yield min(max(moment, begun), present()) if begun else moment
        _decide(company, contract, company.member[login], *refusal)


def _month_begun() -> datetime:
    return present().replace(day=1, hour=9, minute=0, second=0)


def _draft(company: Company, quote: Quote) -> Contract:
    today, by, words = timezone.localdate(), quote.owner, company.script.words
    quotes.accept_quote(by=by, quote=quote, on=today, name=quote.contact.name)
    contract = contracts.draft_from_quote(
        by=by,
        quote=quote,
        project_manager=company.member["project"],
        clauses=words["clauses"],
        starts_on=today + timedelta(days=10),
        ends_on=today + timedelta(days=374),
    )
    return contracts.set_terms(by=by, contract=contract, terms=_terms())


def _terms() -> list[dict]:
    percent, trigger = PaymentTerm.Share.PERCENT, PaymentTerm.Trigger
    return [
        {"share": percent, "value": Decimal(30), "trigger": trigger.SIGNING, "days": 7},
        {"share": percent, "value": Decimal(60), "trigger": trigger.ACCEPTANCE, "days": 30},
        {"share": PaymentTerm.Share.BALANCE, "trigger": trigger.WARRANTY_END},
    ]


def _decide(company: Company, contract: Contract, by: Member, refusal: str = "") -> None:
    step = _pending(contract, "contract", by)
    if refusal:
        reject_step(by=by, step=step, comment=refusal)
    else:
        approve_step(by=by, step=step, comment=company.draw("agreed"))


def _pending(record: Quote | Contract, kind: str, by: Member | None = None) -> Step | None:
    """The step of the record's open round that somebody, or `by`, has to decide."""
    steps = Step.objects.filter(
        round__kind=kind,
        round__object_id=record.pk,
        round__state=Round.State.OPEN,
        state=Step.State.PENDING,
    )
    return (steps.filter(assignees__member=by) if by else steps).first()


def _decider(step: Step) -> Member:
    return step.assignees.order_by("pk").first().member
