"""Leads: entered one by one or in bulk, and changed."""

from django.db import transaction
from django.utils import timezone

from activities.actions import index, record_event
from activities.actions.events import record_events
from activities.actions.searching import index_many
from customers.names import company_key
from leads.models import Lead, Pool
from people.models import Member
from tenants.states import move

FIELDS = (
    "company",
    "person",
    "title",
    "phone",
    "email",
    "wechat",
    "source",
    "campaign",
    "industry",
    "region",
    "city",
    "need",
    "budget",
    "importance",
)


def pool_for(*, industry: str, region: str, pools: list[Pool] | None = None) -> Pool:
    """The first pool whose conditions match; the last one takes all that no other does.

    `pools` spares who asks for many leads to read them each time.
    """
    pools = pools or list(Pool.objects.all())
    return next((p for p in pools if p.takes(industry=industry, region=region)), pools[-1])


@transaction.atomic
def create_lead(*, by: Member, mine: bool = False, **fields) -> Lead:
    """Enter a lead; it goes to the pool that takes it. `fields` are those of FIELDS.

    With `mine` it is the author's own at once. That is no claim, so no limit is asked of him; it
    stands among his open leads, and giving it back begins the cool-down like any other.
    """
    lead = Lead(**_known(fields))
    lead.pool = pool_for(industry=lead.industry, region=lead.region)
    lead.company_key = company_key(lead.company)[:200]
    lead.check_input()
    lead.save()
    record_event("lead.created", lead, by=by)
    if mine:
        move(lead.take, by, timezone.now())
        lead.save(update_fields=["state", "owner", "owned_at"])
    index_lead(lead)
    return lead


@transaction.atomic
def create_leads(*, by: Member, leads: list[Lead]) -> list[Lead]:
    """Enter many leads at once, as an import does. Rows are unsaved and cleaned."""
    pools = list(Pool.objects.all())
    for lead in leads:
        lead.imported_by = by
        lead.pool = pool_for(industry=lead.industry, region=lead.region, pools=pools)
        lead.company_key = company_key(lead.company)[:200]
    Lead.objects.bulk_create(leads, batch_size=500)
    record_events("lead.created", leads, by=by)
    index_many((lead, *_searched(lead)) for lead in leads)
    return leads


@transaction.atomic
def change_lead(*, by: Member, lead: Lead, **changes) -> Lead:
    """Change the given fields and no other; without changes nothing is written."""
    lead = Lead.objects.locked(lead.pk)
    if not changes:
        return lead
    for field, value in _known(changes).items():
        setattr(lead, field, value)
    lead.company_key = company_key(lead.company)[:200]
    lead.check_input()
    lead.save(update_fields=[*changes, "company_key"])
    record_event("lead.changed", lead, by=by, fields=list(changes))
    index_lead(lead)
    return lead


def index_lead(lead: Lead) -> None:
    title, extra, phones = _searched(lead)
    index(lead, title=title, extra=extra, phones=phones)


def _searched(lead: Lead) -> tuple[str, list[str], list[str]]:
    """In the pool contact data stay out: what is masked must not be found by guessing it."""
    if lead.state == Lead.State.POOLED:
        return lead.company, [], []
    return lead.company, [lead.person, lead.email, lead.wechat], [lead.phone]


def _known(fields: dict) -> dict:
    unknown = fields.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"not a lead's field: {sorted(unknown)}")
    return fields
