"""A quote at the customer's: sent, accepted, declined, expired (spec 05)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import notify, record_event
from crm.money import amount_str
from opportunities.actions import apply_quote
from opportunities.models import Opportunity
from people.models import Member
from quotes.actions.records import take_primary
from quotes.content import content_hash
from quotes.days import has_come
from quotes.models import Quote
from tenants.states import MoveNotAllowed, move

State = Quote.State


@transaction.atomic
def send_quote(*, by: Member, quote: Quote) -> Quote:
    """Note that the customer has it; from here on nothing in it changes."""
    quote = Quote.objects.locked(quote.pk)
    if quote.state == State.SENT:
        return quote
    if quote.state == State.APPROVED:
        _check_sendable(quote)
    move(quote.send)
    quote.save(update_fields=["state"])
    record_event("quote.sent", quote, by=by)
    return quote


def _check_sendable(quote: Quote) -> None:
    if quote.approved_hash != content_hash(quote):
        raise MoveNotAllowed(_("The content differs from what was approved. Submit it again."))
    if quote.valid_until and quote.valid_until < timezone.localdate():
        raise MoveNotAllowed(_("It was valid until a day that has passed. Change the day first."))


@transaction.atomic
def accept_quote(*, by: Member | None, quote: Quote, on: date, name: str) -> Quote:
    """Record who at the customer's accepted it, and when. The quote becomes the deal's primary
    one and sets its amount and products; the deal's stage and state stay as they are.

    Raises ValidationError for a day that is still to come.
    """
    deal = Opportunity.objects.locked(quote.opportunity_id)
    quote = Quote.objects.locked(quote.pk)
    if quote.state == State.ACCEPTED:
        return quote
    has_come(on)
    move(quote.accept, on, name)
    quote.check_input()
    quote.save(update_fields=["state", "accepted_on", "accepted_by"])
    if not quote.primary:
        take_primary(quote)
    lines = quote.lines.select_related("product")
    products = [(line.product, line.quantity, line.line_total) for line in lines]
    apply_quote(by=by, opportunity=deal, amount=quote.total, products=products)
    total = {"money": amount_str(quote.total)}
    record_event("quote.accepted", quote, by=by, name=name, total=total)
    key = f"quote-accepted-{quote.pk}"
    notify([quote.owner], "quote.accepted", quote, by=by, key=key, name=name, total=total)
    return quote


@transaction.atomic
def decline_quote(*, by: Member | None, quote: Quote, note: str = "") -> Quote:
    """The customer said no; `note` is what he said."""
    quote = _end(quote, State.DECLINED, by, note)
    key = f"quote-declined-{quote.pk}"
    notify([quote.owner], "quote.declined", quote, by=by, key=key, text=note[:300])
    return quote


@transaction.atomic
def expire_quote(*, by: Member | None = None, quote: Quote) -> Quote:
    """Its last day has passed without an answer. Raises MoveNotAllowed while it is valid."""
    if quote.valid_until is None or quote.valid_until >= timezone.localdate():
        raise MoveNotAllowed(_("It is still valid."))
    return _end(quote, State.EXPIRED, by, "")


def _end(quote: Quote, target: str, by: Member | None, note: str) -> Quote:
    quote = Quote.objects.locked(quote.pk)
    if quote.state == target:
        return quote
    move(quote.decline if target == State.DECLINED else quote.expire)
    quote.save(update_fields=["state"])
    record_event(f"quote.{target}", quote, by=by, text=note)
    return quote
