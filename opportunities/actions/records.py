"""Deals: made, changed, touched by activities."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.actions import record_event
from activities.actions.renaming import follow_name
from activities.actions.searching import Entry, index_many
from crm.money import quantize
from customers.models import Account
from leads.models import Lead
from opportunities.actions.facts import record_facts
from opportunities.actions.ledger import write_change
from opportunities.actions.stage_tasks import give_tasks
from opportunities.defaults import default_process
from opportunities.models import Opportunity, Process, Stage, StageChange
from people.models import Member
from tenants.numbers import next_number
from tenants.scope import current_tenant
from tenants.states import MoveNotAllowed

MONEY = ("amount", "budget", "commit_amount")
FIELDS = (
    "name",
    "contact",
    "amount",
    "probability",
    "expected_close_date",
    "source",
    "campaign",
    "type",
    "importance",
    "budget",
    "budget_approved",
    "needs",
    "competitors",
    "forecast_category",
    "commit_amount",
    "next_step",
    "next_step_on",
    "external_id",
)


@transaction.atomic
def create_opportunity(
    *,
    by: Member,
    account: Account,
    name: str,
    process: Process | None = None,
    owner: Member | None = None,
    lead: Lead | None = None,
    **fields,
) -> Opportunity:
    """Open a deal in the first stage of its process; it belongs to whoever makes it by default.

    `fields` are those of FIELDS, amounts in the tenant's currency. Raises ValidationError.
    """
    process = process or default_process()
    # With its tasks: from the number on, whoever else makes a deal waits for this one's end.
    stages = Stage.objects.filter(process=process, archived=False).order_by("order")
    stage = stages.prefetch_related("task_templates").first()
    if stage is None:
        raise MoveNotAllowed(_("The process “%(name)s” has no stages.") % {"name": process.name})
    deal = Opportunity(account=account, process=process, stage=stage, owner=owner or by, lead=lead)
    _set(deal, {"name": name, **fields})
    deal.stage_entered_at = deal.last_activity_at = deal.created_at
    deal.number = _number()
    deal.save()
    made = StageChange.Verb.CREATE
    write_change(made, deal, by=by, at=deal.created_at, from_stage=None, to_stage=stage)
    record_event("opportunity.created", deal, by=by)
    give_tasks(deal, stage, by=by)
    index_opportunity(deal)
    return deal


@transaction.atomic
def change_opportunity(
    *, by: Member, opportunity: Opportunity, why: str = "", **changes
) -> Opportunity:
    """Change the given fields and no other; without changes nothing is written.

    A new amount, date or probability leaves its own event with old and new value; `why` is its
    text. Closed deals refuse.
    """
    deal = Opportunity.objects.locked(opportunity.pk)
    changes = {name: new for name, new in changes.items() if getattr(deal, name) != new}
    if not changes:
        return deal
    require_open(deal)
    before = {name: getattr(deal, name) for name in changes}
    _set(deal, changes)
    deal.save(update_fields=list(changes))
    record_facts(deal, before, by=by, why=why)
    index_opportunity(deal)
    if "name" in changes:
        follow_name(deal)
    return deal


def touch_opportunity(opportunity: Opportunity, at: datetime) -> None:
    """An activity was recorded on the deal: it is not idle."""
    deal = Opportunity.objects.locked(opportunity.pk)
    deal.last_activity_at = max(deal.last_activity_at, at)
    deal.save(update_fields=["last_activity_at"])


def require_open(deal: Opportunity) -> None:
    if deal.status != Opportunity.Status.OPEN:
        raise MoveNotAllowed(
            _("This cannot be done while it is “%(state)s”.") % {"state": deal.get_status_display()}
        )


def index_opportunity(deal: Opportunity) -> None:
    index_many([_entry(deal)])


def entries_of_account(account_id: int) -> list[Entry]:
    deals = Opportunity.objects.filter(account=account_id).select_related("account")
    return [_entry(deal) for deal in deals]


def _entry(deal: Opportunity) -> Entry:
    return deal, deal.name, [deal.number, deal.account.name], []


def _set(deal: Opportunity, values: dict) -> None:
    unknown = values.keys() - set(FIELDS)
    if unknown:
        raise TypeError(f"not a deal's field: {sorted(unknown)}")
    for name, value in values.items():
        if name in MONEY and value is not None:
            value = quantize(value, current_tenant().currency)
        setattr(deal, name, value)
    if deal.contact is not None and deal.contact.account_id != deal.account_id:
        raise ValidationError({"contact": _("This contact belongs to another customer.")})
    deal.check_input()


def _number() -> str:
    year = timezone.localdate().year
    return f"DEAL-{year}-{next_number('deal', year):04}"
