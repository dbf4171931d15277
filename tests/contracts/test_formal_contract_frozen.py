"""What crm_app cannot do to a formal contract, by SQL (SECURITY.md 1C, numbers 19 and 22)."""

import re

import pytest
from django.db import DatabaseError, connection, transaction

from contracts.models import Contract
from tests.factories.contracts import make_draft, make_formal, make_quote

ATTACKS = {
    "amount": "UPDATE contracts_contract SET amount = 1 WHERE id = {contract}",
    "not a number": "UPDATE contracts_contract SET amount = 'NaN' WHERE id = {contract}",
    "negative": "UPDATE contracts_contract SET amount = -1 WHERE id = {contract}",
    "parties": "UPDATE contracts_contract SET their_party = '{{}}' WHERE id = {contract}",
    "customer": "UPDATE contracts_contract SET account_id = {account} WHERE id = {contract}",
    "number": "UPDATE contracts_contract SET number = 'X' WHERE id = {contract}",
    "credit": "UPDATE contracts_contract SET credited_to_id = {member} WHERE id = {contract}",
    "state back": "UPDATE contracts_contract SET state = 'draft' WHERE id = {contract}",
    "passing for imported": (
        "UPDATE contracts_contract SET imported_by_id = {member} WHERE id = {contract}"
    ),
    "delete": "DELETE FROM contracts_contract WHERE id = {contract}",
    "line inserted": (
        "INSERT INTO contracts_contractline SELECT (jsonb_populate_record(l, jsonb_build_object("
        "'id', 10^9))).* FROM contracts_contractline l WHERE contract_id = {contract}"
    ),
    "line changed": "UPDATE contracts_contractline SET quantity = 9 WHERE contract_id = {contract}",
    "line moved away": (
        "UPDATE contracts_contractline SET contract_id = {draft} WHERE contract_id = {contract}"
    ),
    "line deleted": "DELETE FROM contracts_contractline WHERE contract_id = {contract}",
    "term changed": "UPDATE contracts_paymentterm SET days = 99 WHERE contract_id = {contract}",
    "term deleted": "DELETE FROM contracts_paymentterm WHERE contract_id = {contract}",
    "quote changed": "UPDATE quotes_quote SET notes = 'x', total = 1 WHERE id = {quote}",
    "quote deleted": "DELETE FROM quotes_quote WHERE id = {quote}",
    "line changed through the quote": (
        "UPDATE quotes_quoteline SET quantity = 9 WHERE quote_id = {quote}"
    ),
    "line of the quote deleted": "DELETE FROM quotes_quoteline WHERE quote_id = {quote}",
    "audit changed": "UPDATE audit_row SET operation = 'x'",
    "audit deleted": "DELETE FROM audit_row",
    "audit truncated": "TRUNCATE audit_row",
    "lines truncated": "TRUNCATE contracts_contractline",
    "triggers disabled": "ALTER TABLE contracts_contract DISABLE TRIGGER ALL",
    "triggers of the quote disabled": "ALTER TABLE quotes_quote DISABLE TRIGGER ALL",
    "trigger dropped": "DROP TRIGGER quote_of_formal_contract ON quotes_quote",
    "function replaced": (
        "CREATE OR REPLACE FUNCTION public.quote_of_formal_contract() RETURNS trigger "
        "LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
    ),
    "replication role": "SET session_replication_role = replica",
    "pgtrigger.ignore": (
        "SET LOCAL pgtrigger.ignore = '{{contracts_contract:formal_frozen,*:formal_frozen}}'; "
        "UPDATE contracts_contract SET amount = 1 WHERE id = {contract}"
    ),
    "shadowing temporary table": (
        "CREATE TEMPORARY TABLE contracts_contract AS SELECT * FROM public.contracts_contract"
    ),
}

# Why the database says no: a trigger, a right, a constraint. A slip of the test would say other.
REFUSALS = (
    "(is|are) frozen|is formal|no way from|permission denied|must be owner|cannot set parameter"
)


@pytest.fixture
def signed(a):
    contract = make_formal(a)
    draft = make_draft(a, make_quote(a.rep))
    return {
        "contract": contract.pk,
        "quote": contract.quote_id,
        "draft": draft.pk,
        "account": draft.account_id,
        "member": a.rep2.pk,
    }


def test_a_formal_contract_withstands_every_attack(signed):
    before = snapshot(signed)
    for name, statement in ATTACKS.items():
        answer = attack(statement.format(**signed))
        assert re.search(REFUSALS, answer), f"{name}: {answer}"
        assert snapshot(signed) == before, name


def attack(statement: str) -> str:
    """What the database says to it; what succeeds is taken back."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as refused:
        return str(refused)
    return "done"


def test_what_does_not_concern_the_content_may_still_change(signed):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE contracts_contract SET scan_received_on = current_date WHERE id = %s",
            [signed["contract"]],
        )
        assert cursor.rowcount == 1


def test_a_contract_becomes_formal_only_after_an_approved_round(a):
    draft = make_draft(a)
    Contract.objects.filter(pk=draft.pk).update(state="in_review")
    with pytest.raises(DatabaseError, match="nobody approved"), transaction.atomic():
        Contract.objects.filter(pk=draft.pk).update(
            state="formal", signed_on="2026-01-01", credited_to=a.rep
        )


def test_a_contract_is_not_born_formal(a):
    draft = make_draft(a)
    with pytest.raises(DatabaseError, match="begins as draft"), transaction.atomic():
        Contract.objects.create(
            number="X", name="X", account=draft.account, owner=a.rep, state="formal",
            signed_on="2026-01-01", credited_to=a.rep,
        )  # fmt: skip


def snapshot(signed: dict) -> list:
    rows = []
    with connection.cursor() as cursor:
        for table, column in (
            ("contracts_contract", "id"),
            ("contracts_contractline", "contract_id"),
            ("contracts_paymentterm", "contract_id"),
        ):
            cursor.execute(
                f"SELECT to_jsonb(t)::text FROM {table} t WHERE {column} = %s ORDER BY id",
                [signed["contract"]],
            )
            rows += cursor.fetchall()
        cursor.execute(
            "SELECT to_jsonb(q)::text FROM quotes_quote q WHERE id = %s", [signed["quote"]]
        )
        return rows + cursor.fetchall()
