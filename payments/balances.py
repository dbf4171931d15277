"""What is owed, by age and by contract: figures whose rows the lists show (spec 07)."""

from datetime import date
from decimal import Decimal

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from contracts.models import Contract
from payments.ageing import BUCKETS
from payments.models import Allocation, Chase, Instalment, Receipt, Reminder
from payments.querysets import AMOUNT, SIGNED, ZERO, in_bucket, total
from people.models import Member
from people.roles import Role


def ageing_of(rows: QuerySet, as_of: date) -> list[dict]:
    """[{"bucket", "count", "amount"} for each of BUCKETS] of receivable instalments, counted by
    the database; the same figures as ageing.ageing gives for the same rows."""
    sums = {}
    for number, bucket in enumerate(BUCKETS):
        sums[f"count{number}"] = Count("pk", filter=in_bucket(bucket, as_of))
        sums[f"amount{number}"] = Sum("balance", filter=in_bucket(bucket, as_of))
    found = rows.order_by().aggregate(**sums)
    return [
        {
            "bucket": bucket,
            "count": found[f"count{number}"],
            "amount": found[f"amount{number}"] or Decimal("0.00"),
        }
        for number, bucket in enumerate(BUCKETS)
    ]


def unpaid_contracts(member: Member) -> QuerySet[Contract]:
    """未到款: signed contracts of whom the member may see the money, not fully paid, oldest first.

    Adds `planned`, `received`, `open`, `reminded_at` (the last reminder or collection note).
    """
    rows = Contract.objects.filter(state__in=["formal", "fulfilled"], signed_on__isnull=False)
    if not (member.is_(Role.ADMIN) or member.is_(Role.FINANCE)):
        rows = rows.filter(member.of_team())
    rows = rows.annotate(
        planned=_of_contract(Instalment, "contract", Sum("amount")),
        received=_of_contract(Allocation, "instalment__contract", Sum(SIGNED)),
        reminded_at=Coalesce(_last(Chase), _last(Reminder)),
    )
    rows = rows.annotate(open=F("planned") - F("received")).filter(open__gt=0)
    return rows.order_by("signed_on", "pk")


def credit_of(account_id: int) -> Decimal:
    """What a customer has paid beyond what was allocated."""
    return total(Receipt.objects.credit().filter(account=account_id), "rest")


def plan_of(contract: Contract) -> dict:
    """A contract's plan for its page: rows with balances, sums, receipts, the customer's credit."""
    rows = list(contract.instalments.with_state().order_by("number"))
    return {
        "instalments": rows,
        "planned": sum((row.amount for row in rows), Decimal("0.00")),
        "paid": sum((row.paid for row in rows), Decimal("0.00")),
        "balance": sum((row.balance for row in rows), Decimal("0.00")),
        "receipts": list(contract.receipts.with_rest().order_by("-received_on", "-pk")),
        "credit": credit_of(contract.account_id),
    }


def _of_contract(model, path: str, value) -> Coalesce:
    rows = model.objects.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Coalesce(Subquery(rows.annotate(sum=value).values("sum")), ZERO, output_field=AMOUNT)


def _last(model) -> Subquery:
    sent = Q(outcome=Reminder.Outcome.SENT) if model is Reminder else Q()
    rows = model.objects.filter(sent, instalment__contract=OuterRef("pk")).order_by("-at")
    return Subquery(rows.values("at")[:1])
