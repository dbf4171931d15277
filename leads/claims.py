"""What stands between a member and a claim: pool, limits, cool-down (spec 02)."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from leads.models import Claim, Lead, Pool
from people.calendars import days_between
from people.models import Member
from tenants.states import MoveNotAllowed


def check_claim(member: Member, lead: Lead) -> None:
    """Raise MoveNotAllowed with the reason why this member may not claim this lead now."""
    if not Pool.objects.of(member).filter(pk=lead.pool_id).exists():
        raise MoveNotAllowed(_("You are not a member of this pool."))
    if Lead.objects.open().filter(owner=member).count() >= member.claim_limit:
        raise MoveNotAllowed(
            _("You hold %(count)d open leads, which is your limit.") % {"count": member.claim_limit}
        )
    if _claims_today(member) >= member.daily_claims:
        raise MoveNotAllowed(
            _("You claimed %(count)d leads today, which is your limit.")
            % {"count": member.daily_claims}
        )
    if _cooling(member, lead):
        raise MoveNotAllowed(
            _("You gave this lead back; you may claim it again %(days)d working days later.")
            % {"days": lead.pool.cooldown_days}
        )


def _claims_today(member: Member) -> int:
    """The ledger is counted: giving back does not refund a claim."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    return Claim.objects.filter(member=member, at__gte=midnight).count()


def _cooling(member: Member, lead: Lead) -> bool:
    lost = (
        Claim.objects.filter(lead=lead, member=member, lost_at__isnull=False)
        .order_by("-lost_at")
        .values_list("lost_at", flat=True)
        .first()
    )
    if lost is None:
        return False
    passed = days_between(timezone.localdate(lost), timezone.localdate())
    return passed < lead.pool.cooldown_days
