"""What must hold of money at any time (spec 07): each rule is one query of the rows that break it.

All run in a tenant's scope. `manage.py check_invariants` and the tests ask them.
"""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import F, Model, Q, QuerySet, Sum, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from contracts.models import Contract, ContractLine
from opportunities.models import Stage
from payments.models import Allocation, Instalment, Receipt
from payments.querysets import AMOUNT, SIGNED
from quotes.models import Quote, QuoteLine
from tenants.scope import current_tenant_id

Rule = Callable[[], QuerySet]
RULES: dict[str, Rule] = {}
NOTHING = Value(Decimal("0.00"), output_field=AMOUNT)
FORMAL = ("formal", "fulfilled", "terminated")


def rule(name: str) -> Callable[[Rule], Rule]:
    """Register the query of the rows that break what `name` says."""

    def register(function: Rule) -> Rule:
        RULES[name] = function
        return function

    return register


def broken() -> dict[str, list[Model]]:
    """Every rule of the tenant in scope with the rows that break it."""
    return {name: list(rows()) for name, rows in RULES.items()}


def _sum(field: str, **filters) -> Coalesce:
    return Coalesce(Sum(field, filter=Q(**filters) if filters else None), NOTHING)


@rule("quote = sum of its lines, total, tax and net")
def quote_lines() -> QuerySet:
    rows = Quote.objects.annotate(
        s=_sum("lines__line_total"), t=_sum("lines__tax"), n=_sum("lines__net")
    )
    return rows.exclude(total=F("s"), tax=F("t"), net=F("n"))


@rule("net + tax = gross on every quote")
def quote_gross() -> QuerySet:
    return Quote.objects.exclude(total=F("net") + F("tax"))


@rule("net + tax = gross on every line of a quote")
def quote_line_gross() -> QuerySet:
    return QuoteLine.objects.exclude(line_total=F("net") + F("tax"))


@rule("net + tax = gross on every line of a contract")
def contract_line_gross() -> QuerySet:
    return ContractLine.objects.exclude(line_total=F("net") + F("tax"))


@rule("contract = sum of its lines")
def contract_lines() -> QuerySet:
    """Contracts of the past may have come without lines."""
    rows = Contract.objects.annotate(s=_sum("lines__line_total")).exclude(amount=F("s"))
    return rows.exclude(imported_by__isnull=False, lines=None)


@rule("formal contract = quote that it was made from")
def contract_quote() -> QuerySet:
    rows = Contract.objects.filter(state__in=FORMAL, quote__isnull=False)
    return rows.exclude(amount=F("quote__total"))


@rule("formal contract = sum of its instalments")
def contract_plan() -> QuerySet:
    """Contracts of the past may have come without a plan."""
    rows = Contract.objects.filter(state__in=FORMAL).annotate(s=_sum("instalments__amount"))
    return rows.exclude(amount=F("s")).exclude(imported_by__isnull=False, instalments=None)


@rule("no plan before the contract is formal")
def early_plan() -> QuerySet:
    return Instalment.objects.exclude(contract__state__in=FORMAL)


@rule("allocations ≤ receipt")
def receipt_allocated() -> QuerySet:
    return Receipt.objects.with_rest().filter(Q(allocated__gt=F("amount")) | Q(allocated__lt=0))


@rule("allocations ≤ instalment")
def instalment_allocated() -> QuerySet:
    return Instalment.objects.with_balance().filter(Q(paid__gt=F("amount")) | Q(paid__lt=0))


@rule("received ≤ contract; what is more is credit")
def contract_received() -> QuerySet:
    paid = Allocation.objects.order_by().values("instalment__contract")
    over = paid.annotate(paid=Sum(SIGNED)).filter(paid__gt=F("instalment__contract__amount"))
    return Contract.objects.filter(pk__in=over.values("instalment__contract"))


@rule("only a confirmed receipt pays")
def unconfirmed_pays() -> QuerySet:
    return Receipt.objects.with_rest().exclude(state="confirmed").exclude(allocated=0)


@rule("a receipt pays contracts of its own customer")
def foreign_pays() -> QuerySet:
    return Allocation.objects.exclude(receipt__account=F("instalment__contract__account"))


@rule("a reversal equals what it takes back")
def reversal_differs() -> QuerySet:
    rows = Allocation.objects.filter(reverses__isnull=False)
    return rows.exclude(
        amount=F("reverses__amount"),
        receipt=F("reverses__receipt"),
        instalment=F("reverses__instalment"),
        reverses__reverses=None,
    )


DIFFERENT = """
SELECT stage_id FROM (
    SELECT owner_id, stage_id, sum(count) AS deals, sum(amount) AS total
    FROM opportunities_pipelinesum WHERE tenant_id = %s GROUP BY 1, 2) kept
FULL JOIN (
    SELECT owner_id, stage_id, count(*) AS deals, sum(amount) AS total
    FROM opportunities_opportunity WHERE tenant_id = %s AND status = 'open' GROUP BY 1, 2) real
USING (owner_id, stage_id)
WHERE (coalesce(kept.deals, 0), coalesce(kept.total, 0))
    <> (coalesce(real.deals, 0), coalesce(real.total, 0))
"""


@rule("kept sums of open deals = the deals")
def pipeline_sums() -> QuerySet:
    """Stages where the two differ for any owner; `manage.py count_pipeline` mends it."""
    tenant = current_tenant_id()
    return Stage.objects.filter(pk__in=RawSQL(DIFFERENT, [tenant, tenant]))  # noqa: S611
