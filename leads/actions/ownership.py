"""Who works a lead: claim, assign, give back (spec 02)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import notify, record_event
from activities.models import Reason
from leads.actions.records import index_lead
from leads.claims import check_claim
from leads.models import Claim, Lead, Pool
from people.models import Member
from tenants.states import MoveNotAllowed, move


@transaction.atomic
def claim_lead(*, by: Member, lead: Lead) -> Lead:
    """Take a lead out of its pool. Of many who claim at once one wins; the others read who."""
    # The member first, then the lead: his limits hold against his own parallel claims.
    member = Member.objects.locked(by.pk)
    lead = Lead.objects.locked(lead.pk)
    if lead.state != Lead.State.POOLED:
        if lead.owner_id == by.pk:
            return lead
        raise _taken(lead)
    check_claim(member, lead)
    now = timezone.now()
    move(lead.take, by, now)
    lead.save(update_fields=["state", "owner", "owned_at"])
    Claim.objects.create(lead=lead, member=by)
    record_event("lead.claimed", lead, by=by, at=now)
    index_lead(lead)
    return lead


@transaction.atomic
def assign_lead(*, by: Member, lead: Lead, to: Member) -> Lead:
    """Give a pooled lead to a member of its pool."""
    lead = Lead.objects.locked(lead.pk)
    if lead.owner_id == to.pk:
        return lead
    if not to.active or not Pool.objects.of(to).filter(pk=lead.pool_id).exists():
        raise MoveNotAllowed(_("%(member)s may not claim from this pool.") % {"member": to.name})
    move(lead.take, to, timezone.now())
    lead.save(update_fields=["state", "owner", "owned_at"])
    Claim.objects.create(lead=lead, member=to)
    index_lead(lead)
    event = record_event("lead.assigned", lead, by=by, to=to.name)
    key = f"lead-assigned-{event.pk}"
    notify([to], "lead.assigned", lead, by=by, key=key, to=to.name)
    return lead


@transaction.atomic
def give_back_lead(*, by: Member, lead: Lead, reason: Reason | None = None, note: str = "") -> Lead:
    """Return a lead to its pool; the member who had it may not claim it during the cool-down."""
    lead = Lead.objects.locked(lead.pk)
    if lead.state == Lead.State.POOLED:
        return lead
    loser = lead.owner_id
    move(lead.return_to, lead.pool)
    lead.save(update_fields=["state", "owner", "owned_at", "pool"])
    now, held = timezone.now(), Claim.objects.filter(lead=lead, member=loser, lost_at=None)
    if not held.update(lost_at=now):  # one that he entered as his own
        Claim.objects.create(lead=lead, member_id=loser, lost_at=now)
    why = " · ".join(filter(None, [reason and reason.name, note]))
    record_event("lead.given_back", lead, by=by, text=why, pool=lead.pool.name)
    index_lead(lead)
    return lead


def _taken(lead: Lead) -> MoveNotAllowed:
    if lead.owner is None:
        return MoveNotAllowed(_("This lead is closed."))
    return MoveNotAllowed(_("Already claimed by %(member)s.") % {"member": lead.owner.name})
