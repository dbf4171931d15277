"""Balances and derived states as annotations: one meaning for page, export, API and job (spec 07).

`as_of` a day means its end: what was settled on that day counts. None means now.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.apps import apps
from django.db.models import (
    Case,
    CharField,
    DecimalField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from payments.ageing import BUCKETS, DUE_SOON_DAYS, days_of
from people.models import Member, OwnedQuerySet
from people.roles import Role
from tenants.base import TenantQuerySet

AMOUNT = DecimalField(max_digits=18, decimal_places=2)
ZERO = Value(Decimal("0.00"), output_field=AMOUNT)
# Taking an allocation back is a row of its own with the same, positive amount.
SIGNED = Case(When(reverses=None, then=F("amount")), default=-F("amount"), output_field=AMOUNT)


def settled(field: str, as_of: date | None = None) -> Coalesce:
    """What is allocated for the outer row that `field` of an allocation points at."""
    rows = apps.get_model("payments.Allocation").objects.filter(**{field: OuterRef("pk")})
    if as_of is not None:
        rows = rows.filter(on__lte=as_of)
    total = rows.order_by().values(field).annotate(total=Sum(SIGNED)).values("total")
    return Coalesce(Subquery(total), ZERO, output_field=AMOUNT)


def due_between(first: int | None, last: int | None, as_of: date) -> Q:
    """Due dates that lie `first` to `last` days before `as_of`; None leaves a side open."""
    condition = Q(due_on__isnull=False)
    if first is not None:
        condition &= Q(due_on__lte=as_of - timedelta(days=first))
    if last is not None:
        condition &= Q(due_on__gte=as_of - timedelta(days=last))
    return condition


def in_bucket(bucket: str, as_of: date) -> Q:
    """The rows of one of ageing.BUCKETS; an open date is not due."""
    inside = due_between(*days_of(bucket), as_of)
    return inside | Q(due_on=None) if bucket == BUCKETS[0] else inside


class InstalmentQuerySet(TenantQuerySet):
    def visible_to(self, member: Member):
        """Owner and managers of the contract; finance and administrators all (spec 01)."""
        if member.is_(Role.ADMIN) or member.is_(Role.FINANCE):
            return self
        return self.filter(member.of_team("contract__owner_id"))

    def with_balance(self, as_of: date | None = None):
        """Adds `paid` and `balance`."""
        rows = self.annotate(paid=settled("instalment", as_of))
        return rows.annotate(
            balance=ExpressionWrapper(F("amount") - F("paid"), output_field=AMOUNT)
        )

    def with_state(self, as_of: date | None = None):
        """Adds `paid`, `balance`, and `state` as ageing.state has it."""
        today = as_of or timezone.localdate()
        return self.with_balance(as_of).annotate(
            state=Case(
                When(balance__lte=0, then=Value("paid")),
                When(due_between(1, None, today), then=Value("overdue")),
                When(due_between(-DUE_SOON_DAYS, None, today), then=Value("due")),
                default=Value("planned"),
                output_field=CharField(),
            )
        )

    def receivable(self, as_of: date | None = None):
        """What is still owed under signed contracts: instalments with a balance."""
        rows = self.with_state(as_of).filter(balance__gt=0).exclude(contract__state="terminated")
        return rows if as_of is None else rows.filter(contract__signed_on__lte=as_of)


class ReceiptQuerySet(OwnedQuerySet):
    def seen_by(self, member: Member):
        return Q(pk__isnull=False) if member.is_(Role.FINANCE) else super().seen_by(member)

    def with_rest(self, as_of: date | None = None):
        """Adds `allocated`, and `rest`: what the customer has in credit."""
        rows = self.annotate(allocated=settled("receipt", as_of))
        rest = ExpressionWrapper(F("amount") - F("allocated"), output_field=AMOUNT)
        return rows.annotate(
            rest=Case(When(state="confirmed", then=rest), default=ZERO, output_field=AMOUNT)
        )

    def credit(self, as_of: date | None = None):
        """Confirmed receipts of which something is not allocated yet."""
        return self.with_rest(as_of).filter(state="confirmed", rest__gt=0)


def total(rows: QuerySet, field: str) -> Decimal:
    """The sum of an annotated amount over rows."""
    return rows.order_by().aggregate(total=Sum(field))["total"] or Decimal("0.00")
