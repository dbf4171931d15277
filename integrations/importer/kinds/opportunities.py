"""Deals: open ones into their stage, won and lost ones as history (spec 10)."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils.translation import gettext as _

from activities.models import Reason
from integrations.importer.fields import EXTERNAL_ID, Field, Kind, of_model
from integrations.importer.kinds.stages import place
from integrations.importer.mapping import fold
from integrations.importer.readers import number, past_moment, yes_no
from opportunities.actions import record_opportunities
from opportunities.models import Opportunity, OpportunityProduct

OPEN = Opportunity.Status.OPEN
LOST = Opportunity.Status.LOST
PLAIN = (
    "name", "amount", "expected_close_date", "source", "campaign", "type", "budget", "needs",
    "competitors", "next_step",
)  # fmt: skip


def _check(row, context) -> Iterator[tuple[str, str]]:
    values = row.values
    yield from place(values, context)
    if values.get("amount", 0) < 0:
        yield "amount", _("The amount is below zero.")
    if values.get("status", OPEN) == OPEN:
        # Exports call the expected day of an open deal its close date too.
        expected = values.pop("closed_on", None)
        values.setdefault("expected_close_date", expected)
    else:
        yield from _check_end(values, context)


def _check_end(values, context):
    closed, created = values.get("closed_on"), values.get("created_at")
    if closed is None:
        yield "closed_on", _("A closed deal needs the day on which it closed.")
    elif closed > context.today:
        yield "closed_on", _("The deal is closed, but its day lies in the future.")
    elif created and created.astimezone(context.zone).date() > closed:
        yield (
            "closed_on",
            _(
                "The deal closed before it began. Correct one of its days, or leave the column of "
                "its beginning unmapped."
            ),
        )


def _record(by, rows, context):
    deals = [_deal(row.values, context) for row in rows]
    products = [
        OpportunityProduct(
            opportunity=deal,
            product=row.values["product"],
            quantity=row.values.get("quantity", 1),
            amount=deal.amount,
        )
        for row, deal in zip(rows, deals, strict=True)
        if "product" in row.values
    ]
    return record_opportunities(by=by, opportunities=deals, products=products)


def _deal(values: dict, context) -> Opportunity:
    """The clocks of open deals (in its stage since, last activity) start with the import."""
    deal = Opportunity(
        external_id=values.get("external_id", ""),
        account=values["account"],
        contact=values.get("contact"),
        owner=values["owner"],
        process=values["process"],
        stage=values["stage"],
        status=values["status"],
        closed_on=values.get("closed_on"),
        created_at=values.get("created_at") or _begin(values, context),
        **{name: values[name] for name in PLAIN if name in values},
    )
    deal.name = deal.name or _name(values)
    if deal.status != OPEN:
        _explain(deal, values.get("close_reason", ""), context)
    return deal


def _begin(values, context):
    """Without a day of its own a closed deal began on the day it closed, an open one begins now."""
    if values["status"] == OPEN:
        return context.now
    midnight = datetime.combine(values["closed_on"], time(), context.zone)
    return min(midnight, context.now)


def _name(values):
    product = values.get("product")
    parts = [product.name if product else "", values["account"].name]
    return " · ".join(filter(None, parts))[:200]


def _explain(deal, text, context):
    """The reason of the list that the text names; any other text stays as a note."""
    kind = Reason.List.DEAL_LOST if deal.status == LOST else Reason.List.DEAL_INVALID
    reasons = context.once(kind, lambda: {fold(r.name): r for r in Reason.objects.for_list(kind)})
    deal.close_reason = reasons.get(fold(text))
    deal.close_note = "" if deal.close_reason else text[:500]


OPPORTUNITIES = Kind(
    name="opportunities",
    pointer="opportunity",
    model=Opportunity,
    fields=(
        EXTERNAL_ID,
        *of_model(Opportunity, *PLAIN),
        Field("account", relation="account", required=True),
        Field("contact", relation="contact"),
        Field("owner", relation="member", default="by"),
        Field("process", relation="process"),
        Field("stage"),
        Field("status"),
        Field("closed", read=yes_no),
        Field("won", read=yes_no),
        Field("created_at", read=past_moment, dated=True),
        Field("product", relation="product"),
        Field("quantity", read=number),
        Field("close_reason"),
        *of_model(Opportunity, "closed_on"),
    ),
    keys=(("external_id",), ("name", "account", "closed_on", "amount")),
    record=_record,
    check=_check,
    removable=False,
)
