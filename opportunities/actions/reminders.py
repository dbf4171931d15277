"""Telling members of stale deals, each occurrence once (spec 04, Clock)."""

from collections.abc import Callable, Iterable
from functools import cache

from django.utils import timezone

from activities.actions import notify
from activities.models import Notification
from opportunities.models import Opportunity
from opportunities.staleness import DATE, DATE_LATE_DAYS, DWELL, Clock, Stale, clock
from people.models import Member
from people.superiors import first_superiors
from people.workdays import is_workday

FIRST_HOUR = 9  # of a working day: nobody is told at night or on a day off
Boss = Callable[[Member], list[Member]]


def remind_stale() -> int:
    """Tell owners of deals that became stale, and their managers of those stale twice as long.

    An occurrence is known by what it counts from (the stage's entry, the last activity, the
    date), so running it again or in parallel tells nobody twice. Answers how many were told.
    """
    now = clock()
    if not is_workday(now.today, now.days_off) or timezone.localtime().hour < FIRST_HOUR:
        return 0
    deals = Opportunity.objects.stale(now).select_related("stage", "owner__department")
    due = list(_due(deals.order_by("pk"), now))
    told = _told(key for key, *_rest in due)
    bosses = cache(first_superiors)  # once an owner, not once a deal
    return sum(_tell(bosses, *one) for one in due if one[0] not in told)


def _due(
    deals: Iterable[Opportunity], now: Clock
) -> Iterable[tuple[str, Opportunity, Stale, bool]]:
    """(key, deal, why, whether it is for the manager) of everything that should have been told."""
    for deal in deals:
        for stale in now.reasons(deal):
            yield _key(deal, stale, "owner"), deal, stale, False
            if _long_over(stale):
                yield _key(deal, stale, "manager"), deal, stale, True


def _long_over(stale: Stale) -> bool:
    """Twice its limit, or, with the date passed, seven working days after it."""
    if stale.reason == DATE:
        return stale.days >= DATE_LATE_DAYS
    if stale.reason == DWELL:
        return stale.days > 2 * stale.limit
    return stale.days >= 2 * stale.limit


def _key(deal: Opportunity, stale: Stale, who: str) -> str:
    """Names the occurrence: another move, activity or date begins a new one."""
    since = {
        "dwell": deal.stage_entered_at,
        "idle": deal.last_activity_at,
        "date": deal.expected_close_date,
    }[stale.reason]
    receiver = f"{who}-{deal.owner_id}"
    return f"stale-{stale.reason}-{deal.pk}-{receiver}-{since.isoformat()}"


def _told(keys: Iterable[str]) -> set[str]:
    found = Notification.objects.filter(key__in=list(keys))
    return set(found.values_list("key", flat=True))


def _tell(bosses: Boss, key: str, deal: Opportunity, stale: Stale, for_manager: bool) -> int:
    receivers = bosses(deal.owner) if for_manager else [deal.owner]
    verb = f"opportunity.stale_{stale.reason}"
    notify(receivers, verb, deal, by=None, key=key, deal=deal.name, days=str(stale.days))
    return len(receivers)
