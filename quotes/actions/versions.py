"""A new version: how what was sent is changed (spec 05)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from approvals.actions import void_rounds
from approvals.models.chain import Purpose
from opportunities.models import Opportunity
from people.models import Member
from quotes.actions.records import FIELDS, index_quote, last_day
from quotes.models import Quote, QuoteLine
from tenants.states import MoveNotAllowed, move

State = Quote.State
OPEN = (State.DRAFT, State.PENDING, State.APPROVED, State.SENT)
COPIED = (*FIELDS, "opportunity", "account", "owner", "number", "whole_kind", "whole_value")
TOTALS = ("total", "tax", "net")


@transaction.atomic
def new_version(*, by: Member, quote: Quote) -> Quote:
    """Copy the newest version into a draft. It starts unapproved and takes the place of one that
    is open; an answer of the customer stays. Raises MoveNotAllowed for an older version."""
    void_rounds(by=by, record=quote, purpose=Purpose.DISCOUNT)
    Opportunity.objects.locked(quote.opportunity_id)
    old = Quote.objects.locked(quote.pk)
    if Quote.objects.filter(number=old.number, version__gt=old.version).exists():
        raise MoveNotAllowed(_("A newer version has taken its place."))
    primary = _give_way(old)
    copy = Quote(version=old.version + 1, author=by, primary=primary)
    for name in (*COPIED, *TOTALS):
        setattr(copy, name, getattr(old, name))
    if copy.valid_until and copy.valid_until < timezone.localdate():
        copy.valid_until = last_day()
    copy.save()
    _copy_lines(old, copy)
    record_event("quote.versioned", copy, by=by, version=old.version)
    index_quote(copy)
    return copy


def _give_way(old: Quote) -> bool:
    """Supersede an open version; whether its copy is the deal's primary quote now."""
    primary = old.primary and old.state != State.ACCEPTED
    if old.state in OPEN:
        move(old.supersede)
    elif primary:
        old.primary = False
    old.save(update_fields=["state", "primary"])
    return primary


def _copy_lines(old: Quote, copy: Quote) -> None:
    lines = list(old.lines.all())
    for line in lines:
        line.pk, line.quote = None, copy
    QuoteLine.objects.bulk_create(lines)
