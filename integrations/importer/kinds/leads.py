"""Leads: into their pools, or with an owner and an end as they had elsewhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from integrations.importer.fields import EXTERNAL_ID, Field, Kind, of_model
from integrations.importer.kinds.similar import similar_leads
from integrations.importer.readers import choice
from leads.actions import change_lead, create_leads
from leads.models import Lead

PLAIN = (
    "company", "person", "title", "phone", "email", "wechat", "source", "campaign", "industry",
    "region", "city", "need", "budget", "importance",
)  # fmt: skip
WORKED = (Lead.State.ASSIGNED, Lead.State.WORKING)


def _check(row, context) -> Iterator[tuple[str, str]]:
    state = row.values.get("state", Lead.State.POOLED)
    if state in WORKED and "owner" not in row.values:
        yield (
            "owner",
            _(
                "A lead that somebody works on needs an owner: say whose it is where the file "
                "does not, or let its state mean that it is in the pool."
            ),
        )


def _lead(values: dict, now) -> Lead:
    """In the pool without an owner; an owner without a state means that it is assigned."""
    owner = values.get("owner")
    state = values.get("state", Lead.State.ASSIGNED if owner else Lead.State.POOLED)
    fields = {name: values[name] for name in PLAIN if name in values} | {"state": state}
    if state != Lead.State.POOLED:
        fields |= {"owner": owner, "owned_at": now if owner else None}
    if state in (Lead.State.CONVERTED, Lead.State.DISQUALIFIED):
        fields["closed_at"] = now
    return Lead(**fields)


def _record(by, rows, context):
    return create_leads(by=by, leads=[_lead(row.values, context.now) for row in rows])


def _change(by, lead, changes):
    change_lead(by=by, lead=lead, **changes)


LEADS = Kind(
    name="leads",
    pointer="lead",
    model=Lead,
    fields=(
        EXTERNAL_ID,
        *of_model(Lead, *PLAIN, required=["company"]),
        Field(
            "state",
            read=choice(Lead.State.choices),
            validate=Lead._meta.get_field("state"),
        ),
        Field("owner", relation="member"),
    ),
    keys=(("external_id",), ("company", "person", "phone", "email")),
    record=_record,
    change=_change,
    changeable=frozenset(PLAIN),
    check=_check,
    similar=similar_leads,
)
