"""What is open of the receivables at the end of a day, and its ageing 账龄 (spec 07, 08)."""

from datetime import date

from django.db.models import Q, QuerySet

from payments.ageing import BUCKETS, ageing
from payments.models import Instalment
from payments.querysets import due_between, in_bucket
from people.models import Member
from reports.scope import Scope

OVERDUE = "overdue"
CHOICES = (OVERDUE, *BUCKETS)


def open_instalments(member: Member, scope: Scope, as_of: date) -> QuerySet:
    """Visible instalments with a `balance` at the end of `as_of`, of contracts signed by then."""
    rows = Instalment.objects.visible_to(member).filter(scope.owned("contract__"))
    return rows.receivable(as_of)


def ageing_of(member: Member, scope: Scope, as_of: date) -> dict:
    """The buckets of `payments.ageing.ageing`, in one statement."""
    rows = open_instalments(member, scope, as_of).order_by().values_list("balance", "due_on")
    return ageing(rows, as_of)


def of_bucket(rows: QuerySet, bucket: str, as_of: date) -> QuerySet:
    """The instalments of one bucket, of "overdue" (all late ones) or of "" (all)."""
    condition = due_between(1, None, as_of) if bucket == OVERDUE else Q()
    return rows.filter(in_bucket(bucket, as_of) if bucket in BUCKETS else condition)
