"""Taking a move back right after it: as if it had not been made (spec 04, Clock)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from opportunities.actions.ledger import write_change
from opportunities.actions.moves import stand_in
from opportunities.actions.records import require_open
from opportunities.models import Opportunity, StageChange
from people.models import Member
from tenants.states import MoveNotAllowed

Verb = StageChange.Verb
MOVES = (Verb.ADVANCE, Verb.STEP_BACK)
ENTRIES = (Verb.CREATE, Verb.REOPEN, *MOVES)
PATIENCE = timedelta(minutes=10)


@transaction.atomic
def undo_move(*, by: Member, opportunity: Opportunity, change: StageChange) -> Opportunity:
    """Undo the deal's last move, by whoever made it, within ten minutes; later it is a step back.

    The deal is in its stage since before the move again, and both rows leave dwell and funnel.
    """
    deal = Opportunity.objects.locked(opportunity.pk)
    if StageChange.objects.filter(undoes=change).exists():
        return deal
    require_open(deal)
    if not undoable(change, by) or deal.changes.last() != change:
        raise MoveNotAllowed(_("This move can no longer be undone."))
    now, left = timezone.now(), deal.stage
    back = {"from_stage": left, "to_stage": change.from_stage, "undoes": change}
    write_change(Verb.UNDO, deal, by=by, at=now, **back)
    stand_in(deal, change.from_stage, since=_entered_before(change))
    record_event("opportunity.undo", deal, by=by, at=now, to=change.from_stage.name)
    return deal


def undoable(change: StageChange, member: Member) -> bool:
    fresh = timezone.now() - change.at < PATIENCE
    return change.verb in MOVES and change.by_id == member.pk and fresh


def _entered_before(change: StageChange):
    """When the deal had entered the stage that the move left."""
    entries = StageChange.objects.standing().filter(
        opportunity=change.opportunity_id, verb__in=ENTRIES, pk__lt=change.pk
    )
    return entries.last().at
