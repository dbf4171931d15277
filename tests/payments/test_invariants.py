"""check_invariants finds what is broken, and only that. Rows are broken past every trigger."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from payments import actions
from payments.invariants import RULES, broken
from tests.factories.formal import formal_contract

BREAKS = {
    "kept sums of open deals = the deals": (
        "INSERT INTO opportunities_pipelinesum (tenant_id, owner_id, stage_id, count, amount)"
        " SELECT member.tenant_id, member.id, stage.id, 0, 1 FROM people_member member"
        " JOIN opportunities_stage stage USING (tenant_id)"
    ),
    "formal contract = sum of its instalments": "UPDATE payments_instalment SET amount = 999",
    "no plan before the contract is formal": "UPDATE contracts_contract SET state = 'draft'",
    "allocations ≤ receipt": "UPDATE payments_receipt SET amount = 599",
    "allocations ≤ instalment": "UPDATE payments_instalment SET amount = 599",
    "received ≤ contract; what is more is credit": "UPDATE contracts_contract SET amount = 599",
    "only a confirmed receipt pays": "UPDATE payments_receipt SET state = 'reversed'",
    "a receipt pays contracts of its own customer": (
        "UPDATE payments_receipt SET account_id = (SELECT max(id) FROM customers_account)"
    ),
    "a reversal equals what it takes back": (
        "UPDATE payments_allocation SET amount = 1 WHERE reverses_id IS NOT NULL"
    ),
}


def paid(company, account=None):
    with company.scope("rep"):
        contract = formal_contract(company.rep, account=account)
        receipt = actions.report_receipt(
            by=company.rep,
            contract=contract,
            amount=Decimal(600),
            received_on=date(2026, 3, 2),
            payer="Acme",
        )
        return actions.confirm_receipt(by=company.finance, receipt=receipt)


def run(*options):
    out = io.StringIO()
    call_command("check_invariants", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_company_in_order_has_no_row(cast):
    paid(cast.a)
    with cast.a.scope():
        assert not any(broken().values())
    assert run().count(": 0\n") == 2 * len(RULES)


@pytest.mark.django_db
def test_one_company_can_be_asked_alone(cast):
    assert "beta" not in run("--tenant", "alpha")
    with pytest.raises(CommandError, match="no company"):
        run("--tenant", "gamma")


@pytest.mark.parametrize("rule", BREAKS)
def test_each_break_is_found(committed_cast, superuser_cursor, rule):
    a = committed_cast.a
    receipt = paid(a)
    with a.scope("finance"):
        formal_contract(a.rep, planned=False)
        if "reversal" in rule:
            actions.reverse_receipt(by=a.finance, receipt=receipt, reason="bounced")
    superuser_cursor.execute("SET session_replication_role = replica")
    superuser_cursor.execute(BREAKS[rule])
    with a.scope():
        assert broken()[rule]
    with pytest.raises(CommandError, match="break an invariant"):
        run("--tenant", "alpha")
