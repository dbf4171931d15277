"""Quotes: made from a deal, their terms changed (spec 05)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from activities.actions.searching import Entry, index_many
from opportunities.models import Opportunity
from people.models import Member
from quotes.actions.drafts import begin_change, check_changeable
from quotes.models import Quote
from tenants.numbers import next_number
from tenants.states import MoveNotAllowed

FIELDS = ("contact", "valid_until", "payment_terms", "delivery_terms", "notes")
VALID = timedelta(days=30)


@transaction.atomic
def create_quote(*, by: Member, opportunity: Opportunity, **fields) -> Quote:
    """Begin a quote for an open deal, valid for 30 days unless `valid_until` says otherwise.

    `fields` are those of FIELDS. The first quote of a deal is its primary one.
    """
    deal = Opportunity.objects.locked(opportunity.pk)
    if deal.status != Opportunity.Status.OPEN:
        raise MoveNotAllowed(_("The deal is closed. Reopen it to quote again."))
    today = timezone.localdate()
    given = {"contact": deal.contact, "valid_until": last_day()} | _known(fields)
    primary = not deal.quotes.filter(primary=True).exists()
    quote = Quote(
        opportunity=deal,
        account=deal.account,
        owner=deal.owner,
        author=by,
        primary=primary,
        **given,
    )
    quote.number = f"QT-{today.year}-{next_number('quote', today.year):04d}"
    quote.check_input()
    quote.save()
    record_event("quote.created", quote, by=by)
    index_quote(quote)
    return quote


@transaction.atomic
def change_quote(*, by: Member, quote: Quote, **terms) -> Quote:
    """Change the given terms and no other; an approval is lost, without changes nothing is."""
    quote = Quote.objects.locked(quote.pk)
    check_changeable(quote)
    changed = [name for name, value in _known(terms).items() if getattr(quote, name) != value]
    if not changed:
        return quote
    begin_change(quote, by)
    for name in changed:
        setattr(quote, name, terms[name])
    quote.check_input()
    quote.save(update_fields=changed)
    record_event("quote.changed", quote, by=by, fields=changed)
    return quote


@transaction.atomic
def make_primary(*, by: Member, quote: Quote) -> Quote:
    """Let this quote stand for its deal; the one that did so before no longer does."""
    Opportunity.objects.locked(quote.opportunity_id)
    quote = Quote.objects.locked(quote.pk)
    if quote.primary:
        return quote
    if quote.state == Quote.State.SUPERSEDED:
        raise MoveNotAllowed(_("A newer version has taken its place."))
    take_primary(quote)
    record_event("quote.primary", quote, by=by)
    return quote


def last_day() -> date:
    """Until when a quote that begins today is valid by default."""
    return timezone.localdate() + VALID


def take_primary(quote: Quote) -> None:
    """Give the mark to a locked quote of a locked deal."""
    Quote.objects.filter(opportunity=quote.opportunity_id, primary=True).update(primary=False)
    quote.primary = True
    quote.save(update_fields=["primary"])


def index_quote(quote: Quote) -> None:
    index_many([_entry(quote)])


def entries_of_account(account_id: int) -> list[Entry]:
    return _entries(Quote.objects.filter(account=account_id))


def entries_of_opportunity(opportunity_id: int) -> list[Entry]:
    return _entries(Quote.objects.filter(opportunity=opportunity_id))


def _entries(quotes: QuerySet) -> list[Entry]:
    return [_entry(quote) for quote in quotes.select_related("account", "opportunity")]


def _entry(quote: Quote) -> Entry:
    return quote, str(quote), [quote.account.name, quote.opportunity.name], []


def _known(fields: dict) -> dict:
    unknown = fields.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"not a quote's term: {sorted(unknown)}")
    return fields
