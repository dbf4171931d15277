"""What happens to a lead in work: started, closed, put back (spec 02)."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from activities.actions import record_event
from activities.models import Reason
from leads.actions.records import index_lead
from leads.models import Lead
from people.models import Member
from tenants.states import move


@transaction.atomic
def start_lead(*, by: Member, lead: Lead) -> Lead:
    """The owner begins to work; doing it twice changes nothing."""
    lead = Lead.objects.locked(lead.pk)
    if lead.state == Lead.State.WORKING:
        return lead
    move(lead.start)
    lead.last_followed_at = timezone.now()
    lead.save(update_fields=["state", "last_followed_at"])
    record_event("lead.started", lead, by=by)
    return lead


def touch_lead(lead: Lead, at: datetime) -> None:
    """A follow-up was logged: an assigned lead is in work from now on."""
    lead = Lead.objects.locked(lead.pk)
    if lead.state == Lead.State.ASSIGNED:
        move(lead.start)
    lead.last_followed_at = max(filter(None, [lead.last_followed_at, at]))
    lead.save(update_fields=["state", "last_followed_at"])


@transaction.atomic
def disqualify_lead(*, by: Member, lead: Lead, reason: Reason, note: str = "") -> Lead:
    """Close a lead that leads nowhere, with a reason from the list."""
    lead = Lead.objects.locked(lead.pk)
    if lead.state == Lead.State.DISQUALIFIED:
        return lead
    move(lead.disqualify, reason, timezone.now())
    lead.save(update_fields=["state", "reason", "closed_at"])
    record_event("lead.disqualified", lead, by=by, text=note, reason=reason.name)
    return lead


@transaction.atomic
def restore_lead(*, by: Member, lead: Lead) -> Lead:
    """A manager puts a closed lead back into its pool."""
    lead = Lead.objects.locked(lead.pk)
    if lead.state == Lead.State.POOLED:
        return lead
    move(lead.restore, lead.pool)
    lead.save(update_fields=["state", "owner", "owned_at", "pool", "reason", "closed_at"])
    record_event("lead.restored", lead, by=by, pool=lead.pool.name)
    index_lead(lead)
    return lead


def close_converted(*, by: Member, lead: Lead, account, contact) -> Lead:
    """The last step of a conversion, inside its transaction, on the locked row."""
    move(lead.convert, account, contact, timezone.now())
    lead.save(update_fields=["state", "account", "contact", "closed_at"])
    record_event("lead.converted", lead, by=by, account=account.name)
    return lead
