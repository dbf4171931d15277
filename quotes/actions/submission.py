"""From draft to approved: within the author's authority at once, else by a superior (spec 05)."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activities.actions import record_event
from activities.kinds import kind_of
from approvals.actions import open_round, withdraw_round
from approvals.models import Round
from approvals.models.chain import Purpose
from people.models import Member
from quotes.actions.lines import set_lines
from quotes.asking import check_complete, steps_of, verdict_of
from quotes.authority import Verdict, facts
from quotes.content import content_hash
from quotes.history import sold_before
from quotes.lines import LineInput
from quotes.models import Quote, QuoteLine
from quotes.pricing import Manual
from tenants.states import MoveNotAllowed, move


@transaction.atomic
def submit_quote(*, by: Member, quote: Quote, why: str = "") -> Quote:
    """Approve the quote within its author's authority, else open a round for a superior, who is
    told `why` the discount is asked for.

    Submitted or approved already: nothing happens. Raises MoveNotAllowed without lines, when the
    catalogue's prices have changed meanwhile, and when nobody above may give the discount;
    ValidationError for a discount beyond the limit without a reason.
    """
    quote = Quote.objects.locked(quote.pk)
    if quote.state in (Quote.State.PENDING, Quote.State.APPROVED):
        return quote
    lines = list(quote.lines.select_related("product"))
    check_complete(lines)
    verdict = verdict_of(quote, lines)
    if verdict.within:
        move(quote.approve, content_hash(quote))
        quote.save(update_fields=["state", "approved_hash"])
        record_event("quote.approved", quote, by=by)
    else:
        _ask(quote, by, lines, verdict, why)
    return quote


@transaction.atomic
def submit_lines(
    *,
    by: Member,
    quote: Quote,
    lines: Sequence[LineInput],
    whole_discount: Manual | None = None,
    why: str = "",
) -> Quote:
    """Store lines and submit what comes out, as the one button of the quote builder does."""
    set_lines(by=by, quote=quote, lines=lines, whole_discount=whole_discount)
    return submit_quote(by=by, quote=quote, why=why)


@transaction.atomic
def withdraw_quote(*, by: Member, quote: Quote) -> Quote:
    """Take the submission back; a draft stays one. The round is locked before the quote."""
    kind = kind_of(quote).name
    rounds = Round.objects.open().filter(kind=kind, object_id=quote.pk, purpose=Purpose.DISCOUNT)
    asked = rounds.first()
    if asked is not None:
        withdraw_round(by=by, round=asked)
    quote = Quote.objects.locked(quote.pk)
    if quote.state != Quote.State.DRAFT:
        raise MoveNotAllowed(
            _("This cannot be done while it is “%(state)s”.") % {"state": quote.get_state_display()}
        )
    return quote


def _ask(quote: Quote, by: Member, lines: list[QuoteLine], verdict: Verdict, why: str) -> None:
    """Open the round. A discount beyond the limit needs a reason; one that is only below cost does
    not, for asking would tell the cost to whoever types prices until he is asked."""
    if verdict.over and not why.strip():
        raise ValidationError({"why": _("Say why: whoever approves the discount reads it.")})
    steps = steps_of(quote, verdict, by)
    move(quote.submit)
    quote.save(update_fields=["state"])
    open_round(
        by=by,
        record=quote,
        purpose=Purpose.DISCOUNT,
        owner=quote.owner,
        title=f"{quote} · {quote.account.name}",
        amount=quote.total,
        content_hash=content_hash(quote),
        steps=steps,
        facts=facts(verdict, lines, sold_before(quote, lines)) | {"why": why},
    )
    record_event("quote.submitted", quote, by=by, text=why)
