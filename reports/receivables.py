"""What is open of the receivables at the end of a day, and its ageing 账龄 (spec 07, 08)."""

from datetime import date, datetime, time, timedelta

from django.db.models import DecimalField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from payments.ageing import ageing
from payments.models import Allocation, Instalment
from people.models import Member
from reports.scope import Scope

money = DecimalField(max_digits=18, decimal_places=2)


def open_instalments(member: Member, scope: Scope, as_of: date) -> QuerySet:
    """Visible instalments with `balance` > 0 at the end of `as_of`, of contracts signed by then."""
    rows = Instalment.objects.visible_to(member).filter(
        scope.owned("contract__"), contract__signed_on__lte=as_of
    )
    paid = Coalesce(Subquery(_settled(as_of)), Value(0), output_field=money)
    return rows.annotate(balance=F("amount") - paid).filter(balance__gt=0)


def _settled(as_of: date) -> QuerySet:
    """Σ of what was allocated to the instalment by the end of the day and not taken back by it."""
    end = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time.min))
    standing = Q(taken_back=False) | Q(taken_back_at__gte=end)
    rows = Allocation.objects.filter(standing, instalment=OuterRef("pk"), at__lt=end)
    return rows.order_by().values("instalment").annotate(total=Sum("amount")).values("total")


def ageing_of(member: Member, scope: Scope, as_of: date) -> dict:
    """The buckets of `payments.ageing.ageing`, in one statement."""
    rows = open_instalments(member, scope, as_of).order_by().values_list("balance", "due_on")
    return ageing(rows, as_of)


def in_bucket(rows: QuerySet, bucket: str, as_of: date) -> QuerySet:
    """The instalments of one bucket, of "overdue" (all late ones) or of "" (all)."""
    if bucket == "not_due":
        return rows.filter(Q(due_on=None) | Q(due_on__gte=as_of))
    late = {"1-30": (30, 1), "31-60": (60, 31), "61-90": (90, 61), "90+": (None, 91)}
    late["overdue"] = (None, 1)
    if bucket not in late:
        return rows
    oldest, newest = late[bucket]
    rows = rows.filter(due_on__lte=as_of - timedelta(days=newest))
    return rows if oldest is None else rows.filter(due_on__gte=as_of - timedelta(days=oldest))
