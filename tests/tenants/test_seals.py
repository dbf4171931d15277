"""A change of the past shows (SECURITY.md section 5 number 25)."""

import io

import pytest
from django.core.management import CommandError, call_command

from customers.actions import create_account
from tenants import seals
from tenants.models import AuditRow, AuditSeal
from tests import databases


def seal(company) -> int:
    with company.scope():
        return seals.seal()


@pytest.fixture
def sealed(committed_cast, monkeypatch):
    """Company A with a trail in several seals."""
    monkeypatch.setattr(seals, "BATCH", 7)
    monkeypatch.setattr(seals, "PATIENCE_SECONDS", 60)  # other workers write into the same cluster
    a = committed_cast.a
    with a.scope("rep"):
        create_account(by=a.rep, name="Acme")
    assert seal(a) > 14
    return a


def verify(**options) -> list[str]:
    """Lines that name faults; none where the command is content."""
    said = io.StringIO()
    try:
        call_command("verify_audit", stdout=io.StringIO(), stderr=said, **options)
    except CommandError:
        return said.getvalue().splitlines()
    return []


def test_an_untouched_trail_verifies_and_a_second_seal_adds_nothing(sealed):
    assert seal(sealed) == 0
    with sealed.scope():
        count, last = AuditSeal.objects.count(), AuditRow.objects.latest("pk").pk
        assert seals.head()[0] == last
    assert count > 2
    assert verify() == []


@pytest.mark.parametrize(
    ("attack", "verdict"),
    [
        ("""UPDATE audit_row SET new = '{"name": "Other"}' WHERE id = %s""", "was changed"),
        ("UPDATE audit_row SET actor = 0 WHERE id = %s", "was changed"),
        ("DELETE FROM audit_row WHERE id = %s", "is gone"),
    ],
)
def test_a_row_that_the_owner_changed_is_named(sealed, owner_cursor, attack, verdict):
    with sealed.scope():
        row = AuditRow.objects.order_by("pk")[9].pk
    owner_cursor.execute(attack, [row])
    assert verify() == [f"alpha: audit_row {row} {verdict}"]


def test_a_row_slipped_in_and_a_seal_taken_out_are_named(sealed, owner_cursor, superuser_cursor):
    with sealed.scope():
        row, other = (r.pk for r in AuditRow.objects.order_by("pk")[3:5])
        second = AuditSeal.objects.all()[1]
        third = AuditSeal.objects.all()[2]
    owner_cursor.execute("UPDATE audit_row SET id = -id WHERE id = %s", [other])
    assert verify() == [f"alpha: audit_row {other} is gone"]
    superuser_cursor.execute("SET session_replication_role = replica")
    superuser_cursor.execute("DELETE FROM tenants_auditseal WHERE id = %s", [second.pk])
    faults = verify()
    assert f"alpha: seal {third.pk} is not what was sealed, or one before it is missing" in faults


def test_a_trail_rewritten_with_its_seals_lacks_the_head_that_was_kept(sealed, superuser_cursor):
    with sealed.scope():
        _last, kept = seals.head()
    assert verify(tenant="alpha", head=kept) == []
    superuser_cursor.execute("SET session_replication_role = replica")
    superuser_cursor.execute("DELETE FROM tenants_auditseal; UPDATE audit_row SET actor = 1")
    seal(sealed)
    assert verify() == []
    assert verify(tenant="alpha", head=kept) == [f"alpha: no seal has the head {kept}"]


def test_rows_of_a_transaction_that_still_runs_are_waited_for(committed_cast, monkeypatch):
    """Its rows have smaller numbers than some that are seen already."""
    monkeypatch.setattr(seals, "PATIENCE_SECONDS", 0.3)
    a = committed_cast.a
    slow = databases.connect("DATABASE_URL")
    slow.autocommit = False
    with slow.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant_id', %s, true)", [str(a.tenant.pk)])
        cursor.execute("UPDATE people_member SET name = 'Late' WHERE id = %s", [a.rep.pk])
    with a.scope("rep"):
        create_account(by=a.rep, name="Acme")
    assert seal(a) == 0
    slow.commit()
    slow.close()
    assert seal(a) > 0
    assert verify() == []
