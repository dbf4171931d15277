"""Who looks after a deal, and who helps (spec 01, 04)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from activities.actions import notify, record_event
from opportunities.models import Opportunity, OpportunityShare
from people.models import Member, Share
from tenants.states import MoveNotAllowed


@transaction.atomic
def assign_opportunity(
    *, by: Member, opportunity: Opportunity, to: Member, note: str = ""
) -> Opportunity:
    """Give a deal to another member; history and the credit of the past stay."""
    deal = Opportunity.objects.locked(opportunity.pk)
    if deal.owner_id == to.pk:
        return deal
    if not to.active:
        raise MoveNotAllowed(_("%(member)s is not active.") % {"member": to.name})
    data = {"from": deal.owner.name, "to": to.name}
    deal.owner = to
    deal.save(update_fields=["owner"])
    event = record_event("opportunity.assigned", deal, by=by, text=note, **data)
    key = f"opportunity-assigned-{event.pk}"
    notify([to], "opportunity.assigned", deal, by=by, key=key, text=note[:300], **data)
    return deal


@transaction.atomic
def share_opportunity(
    *,
    by: Member,
    opportunity: Opportunity,
    members: list[Member],
    level: str = Share.Level.VIEW,
    team_role: str = "",
    until: date | None = None,
) -> list[OpportunityShare]:
    """Take members into the deal's team in one step; who is in it gets the new right and role."""
    given = {"level": level, "team_role": team_role, "until": until, "granted_by": by}
    shares = []
    for member in members:
        share, _created = OpportunityShare.objects.update_or_create(
            record=opportunity, member=member, defaults=given
        )
        shares.append(share)
        event = record_event("opportunity.shared", opportunity, by=by, member=member.name)
        key = f"opportunity-shared-{event.pk}"
        notify([member], "opportunity.shared", opportunity, by=by, key=key, member=member.name)
    return shares


@transaction.atomic
def unshare_opportunity(*, by: Member, opportunity: Opportunity, member: Member) -> None:
    """Take a member out of the team; one who is not in it changes nothing."""
    gone, _by_table = OpportunityShare.objects.filter(record=opportunity, member=member).delete()
    if gone:
        record_event("opportunity.unshared", opportunity, by=by, member=member.name)
