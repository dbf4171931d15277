"""What the database refuses of crm_app, whatever the code does (SECURITY.md 1C 25, section 4)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DataError, ProgrammingError

from payments import actions
from payments.models import Allocation
from tests.factories.formal import formal_contract, on_day

pytestmark = pytest.mark.django_db
ALLOCATE = (
    'INSERT INTO payments_allocation (receipt_id, instalment_id, amount, at, "on")'
    " VALUES (%(receipt)s, {instalment}, {amount}, now(), current_date)"
)
OTHERS = "(SELECT max(id) FROM payments_instalment)"
TAKE_BACK = (
    "INSERT INTO payments_allocation"
    ' (receipt_id, instalment_id, amount, reverses_id, at, "on")'
    " SELECT receipt_id, instalment_id, {amount}, id, now(), current_date"
    " FROM payments_allocation"
)
ATTACKS = [
    "UPDATE payments_allocation SET amount = amount + 1",
    "DELETE FROM payments_allocation",
    "TRUNCATE payments_allocation CASCADE",
    "UPDATE payments_receipt SET amount = 5000",
    "UPDATE payments_receipt SET amount = 'NaN'",
    "UPDATE payments_receipt SET state = 'reported'",
    "UPDATE payments_receipt SET state = 'reversed'",
    "DELETE FROM payments_receipt",
    "UPDATE payments_instalment SET amount = amount + 1",
    "UPDATE payments_instalment SET due_on = due_on + 1",
    "UPDATE payments_instalment SET due_on = NULL",
    "DELETE FROM payments_instalment",
    "INSERT INTO payments_instalment (contract_id, number, amount, trigger, milestone, days,"
    " working_days) SELECT contract_id, 9, 1, 'date', '', 0, false FROM payments_instalment",
    ALLOCATE.format(instalment="%(open)s", amount="200.01"),
    ALLOCATE.format(instalment="%(open)s", amount="'NaN'"),
    ALLOCATE.format(instalment="%(open)s", amount="-1"),
    ALLOCATE.format(instalment="%(open)s", amount="0"),
    ALLOCATE.format(instalment="%(paid)s", amount="0.01"),
    ALLOCATE.format(instalment=OTHERS, amount="0.01"),
    ALLOCATE.format(instalment="%(open)s", amount="150") + ", (%(receipt)s, %(open)s, 150,"
    " now(), current_date)",
    TAKE_BACK.format(amount="amount + 1"),
    TAKE_BACK.format(amount="amount") + " UNION ALL SELECT receipt_id, instalment_id, amount,"
    " id, now(), current_date FROM payments_allocation",
    "SET session_replication_role = replica",
    "ALTER TABLE payments_allocation DISABLE TRIGGER ALL",
]


@pytest.fixture
def ledger(cast):
    """A receipt of 700 that pays 500 of the first instalment and nothing of the second."""
    terms = [on_day(date(2026, 2, 1), 50), on_day(date(2026, 3, 1), 50)]
    with cast.a.scope("rep"):
        contract = formal_contract(cast.a.rep, terms=terms)
        paid, open_row = contract.instalments.all()
        receipt = actions.report_receipt(
            by=cast.a.rep,
            contract=contract,
            amount=Decimal(700),
            received_on=date(2026, 3, 2),
            payer="Acme",
        )
        actions.confirm_receipt(
            by=cast.a.finance, receipt=receipt, allocations=[(paid, Decimal(500))]
        )
        formal_contract(cast.a.rep2)
        yield {"receipt": receipt.pk, "paid": paid.pk, "open": open_row.pk}


def run(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_database_refuses(ledger, attack):
    with pytest.raises((IntegrityError, ProgrammingError, DataError)), transaction.atomic():
        run(attack, ledger)
    assert list(Allocation.objects.values_list("amount", flat=True)) == [Decimal(500)]


def test_the_same_statements_pass_where_the_sums_hold(ledger):
    """So the attacks above fail for their amounts, not for their form."""
    run(ALLOCATE.format(instalment="%(open)s", amount="200"), ledger)
    run(TAKE_BACK.format(amount="amount"), ledger)
    run("UPDATE payments_receipt SET state = 'reversed'", ledger)
    assert Allocation.objects.count() == 4


def test_a_reported_receipt_pays_nothing(cast, ledger):
    with cast.a.scope("rep"):
        contract = formal_contract(cast.a.rep)
        waiting = actions.report_receipt(
            by=cast.a.rep,
            contract=contract,
            amount=Decimal(1000),
            received_on=date(2026, 3, 2),
            payer="Acme",
        )
        values = {"receipt": waiting.pk, "open": contract.instalments.get().pk}
        with pytest.raises(IntegrityError, match="only a confirmed"), transaction.atomic():
            run(ALLOCATE.format(instalment="%(open)s", amount="1"), values)
