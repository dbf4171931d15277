"""Signed business: contracts that became formal, by the day they were signed (spec 08)."""

from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from contracts.models import Contract
from reports.days import Range
from reports.scope import Scope


def signed_contracts(scope: Scope, period: Range) -> QuerySet:
    return Contract.objects.formal().filter(scope.credited(), **period.on("signed_on"))


def signed_sums(scope: Scope, period: Range) -> dict[tuple, Decimal]:
    """{(first day of the month, member id): amount} in one statement."""
    rows = signed_contracts(scope, period).order_by().annotate(month=TruncMonth("signed_on"))
    sums = rows.values_list("month", "credited_to_id").annotate(total=Sum("amount"))
    return {(month, member): total for month, member, total in sums}
