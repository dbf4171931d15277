"""From draft to approved: within the author's authority at once, else by a superior (spec 05)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from activities.actions import record_event
from activities.kinds import kind_of
from approvals.actions import open_round, withdraw_round
from approvals.chains import StepSpec
from approvals.models import Round
from approvals.models.chain import Purpose
from crm.money import share_str
from people.models import Member
from people.roles import Role
from quotes.actions.lines import set_lines
from quotes.authority import Verdict, approvers, facts, judge
from quotes.content import content_hash
from quotes.history import sold_before
from quotes.lines import LineInput, stored_price
from quotes.models import Quote, QuoteLine
from quotes.pricing import Manual
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed, move


@transaction.atomic
def submit_quote(*, by: Member, quote: Quote, why: str = "") -> Quote:
    """Approve the quote within its author's authority, else open a round for a superior, who is
    told `why` the discount is asked for.

    Submitted or approved already: nothing happens. Raises MoveNotAllowed without lines, when the
    catalogue's prices have changed meanwhile, and when nobody above may give the discount.
    """
    quote = Quote.objects.locked(quote.pk)
    if quote.state in (Quote.State.PENDING, Quote.State.APPROVED):
        return quote
    lines = list(quote.lines.select_related("product"))
    _check_complete(lines)
    verdict = judge(stored_price(lines), [line.cost for line in lines], quote.author.discount_limit)
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


def _check_complete(lines: list[QuoteLine]) -> None:
    if not lines:
        raise MoveNotAllowed(_("Add the first product."))
    outdated = [
        str(line.product)
        for line in lines
        if (line.list_price, line.vat_rate, line.cost)
        != (line.product.list_price, line.product.vat_rate, line.product.cost)
    ]
    if outdated:
        raise MoveNotAllowed(_("The catalogue changed meanwhile. Save the lines again."), outdated)


def _ask(quote: Quote, by: Member, lines: list[QuoteLine], verdict: Verdict, why: str) -> None:
    """Open the round; nobody whose own the quote is, or who submits it, decides it."""
    able = approvers(verdict, quote.author, {by.pk, quote.owner_id, quote.author_id})
    if not able:
        raise MoveNotAllowed(
            _("Nobody above %(member)s may give %(discount)s %% off.")
            % {
                "member": quote.author.name,
                "discount": share_str(verdict.price.highest_discount),
            }
        )
    move(quote.submit)
    quote.save(update_fields=["state"])
    with override(current_tenant().language):
        step = StepSpec(1, Role.MANAGER, _("Discount authority"), able)
    open_round(
        by=by,
        record=quote,
        purpose=Purpose.DISCOUNT,
        owner=quote.owner,
        title=f"{quote} · {quote.account.name}",
        amount=quote.total,
        content_hash=content_hash(quote),
        steps=[step],
        facts=facts(verdict, lines, sold_before(quote, lines)) | {"why": why},
    )
    record_event("quote.submitted", quote, by=by, text=why)
