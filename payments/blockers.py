"""Why an instalment is not paid yet, as the lists say it (UX: blocker)."""

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext as _

from crm.templatetags.fairway import date_h
from payments.models import Chase, Instalment, Receipt
from payments.querysets import InstalmentQuerySet


def with_blockers(rows: InstalmentQuerySet) -> InstalmentQuerySet:
    """Adds `reported` (finance has the next move) and the latest `promised_on`."""
    waiting = Receipt.objects.filter(contract=OuterRef("contract"), state="reported")
    promises = Chase.objects.filter(instalment=OuterRef("pk"), promised_on__isnull=False)
    latest = promises.order_by("-at", "-pk").values("promised_on")[:1]
    return rows.annotate(reported=Exists(waiting), promised_on=Subquery(latest))


def blocker(row: Instalment) -> str:
    """The first reason that holds, empty where only the customer's payment is missing."""
    if row.due_on is None:
        return _("Waits: due %(event)s") % {"event": row.due_when}
    if row.reported:
        return _("A reported receipt waits for finance")
    if row.promised_on:
        return _("Promised for %(day)s") % {"day": date_h(row.promised_on)}
    return ""
