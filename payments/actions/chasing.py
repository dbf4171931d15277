"""Collecting what is due 催收 (spec 07)."""

from datetime import date

from django.db import transaction

from activities.actions import record_event
from payments.models import Chase, Instalment
from people.models import Member


@transaction.atomic
def chase(
    *, by: Member, instalment: Instalment, text: str, promised_on: date | None = None
) -> Chase:
    """Note what the customer said, and for which day he promised to pay."""
    row = Chase.objects.create(instalment=instalment, text=text, promised_on=promised_on, by=by)
    verb = "instalment.promised" if promised_on else "instalment.chased"
    promised = {"on": {"day": promised_on.isoformat()}} if promised_on else {}
    record_event(verb, instalment, by=by, text=text, **promised)
    return row
