"""Confirmed receipts of the past; they pay their contract's instalments, oldest due first."""

from collections.abc import Iterator
from datetime import datetime, time

from django.utils.translation import gettext as _

from contracts.models import Contract
from integrations.importer.fields import EXTERNAL_ID, Field, Kind, of_model
from integrations.importer.readers import Context, past_day, text_reader
from payments.actions import record_receipts
from payments.models import Receipt
from payments.models.receipt import TOO_LARGE

PAID = (Contract.State.FORMAL, Contract.State.FULFILLED, Contract.State.TERMINATED)
PLAIN = ("amount", "payer", "channel", "matures_on", "note")
REFERENCE = Receipt._meta.get_field("bank_reference")


def _reference(text: str, context: Context) -> str:
    """Kept without spaces, so that one payment is one reference however a bank prints it."""
    return "".join(text_reader(text, context).split())


def _check(row, context) -> Iterator[tuple[str, str]]:
    values = row.values
    if values["amount"] <= 0:
        yield "amount", _("The amount is above zero.")
    if values["amount"] >= TOO_LARGE:
        yield "amount", _("The amount is too large.")
    if values["contract"].state not in PAID:
        yield "contract", _("Only a formal contract receives money.")
    bill = values.get("channel") == Receipt.Channel.ACCEPTANCE_BILL
    if bill != ("matures_on" in values):
        yield "matures_on", _("An acceptance bill, and nothing else, matures.")


def _record(by, rows, context):
    return record_receipts(by=by, receipts=[_receipt(row.values, context) for row in rows])


def _receipt(values, context):
    """Without a payer the customer paid."""
    noon = datetime.combine(values["received_on"], time(12), context.zone)
    told = {name: values[name] for name in (*PLAIN, "bank_reference") if name in values}
    told.setdefault("payer", values["contract"].account.name)
    return Receipt(
        **told,
        contract=values["contract"],
        received_on=values["received_on"],
        state=Receipt.State.CONFIRMED,
        confirmed_at=min(noon, context.now),
    )


RECEIPTS = Kind(
    name="receipts",
    pointer="receipt",
    model=Receipt,
    fields=(
        EXTERNAL_ID,
        *of_model(Receipt, *PLAIN, required=["amount"]),
        Field("bank_reference", read=_reference, validate=REFERENCE),
        Field("received_on", read=past_day, required=True, dated=True),
        Field("contract", relation="contract", required=True),
    ),
    keys=(
        ("external_id",),
        ("bank_reference",),
        ("contract", "received_on", "amount", "payer"),
    ),
    unique=("bank_reference",),
    record=_record,
    check=_check,
    removable=False,
)
