"""The tests run as the web does (SECURITY.md section 5 number 1); else nothing below counts."""

import contextlib

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from tenants.models import AuditRow
from tenants.roles import DangerousRole, refuse_dangerous_role
from tests import databases
from tests.factories.rows import make_row, tenant_models
from tests.house.catalogue import TENANT_TABLES, ask

pytestmark = pytest.mark.django_db
ROLE = """
SELECT current_user, session_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb
FROM pg_roles WHERE rolname = current_user
"""
OWNED = "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
MEMBERSHIPS = "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole"


def refused(statement: str, params=None, error=ProgrammingError) -> bool:
    with pytest.raises(error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)
    return True


def test_the_application_logs_in_as_a_role_without_power():
    assert ask(ROLE) == [("crm_app", "crm_app", False, False, False, False)]
    assert ask(OWNED) == [(0,)]
    assert ask(MEMBERSHIPS) == [(0,)]


@pytest.mark.parametrize("log_in", ["OWNER", "SUPERUSER", "SYSTEM"])
def test_the_application_refuses_to_start_as_anybody_stronger(monkeypatch, log_in):
    with contextlib.closing(databases.connect(f"DATABASE_{log_in}_URL")) as connection:
        monkeypatch.setattr("tenants.roles.connection", connection)
        with pytest.raises(DangerousRole):
            refuse_dangerous_role()


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE leads_lead DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE leads_lead DISABLE TRIGGER ALL",
        "DROP POLICY leads_lead_rows ON leads_lead",
        "CREATE TABLE public.mine (id int)",
        "TRUNCATE leads_lead CASCADE",
        "SET session_replication_role = replica",
        "SET ROLE crm_owner",
        "SET SESSION AUTHORIZATION crm_owner",
        "COPY leads_lead TO PROGRAM 'cat'",
        "CREATE TEMPORARY TABLE contracts_contract (id bigint, state text)",
        "CREATE FUNCTION public._pgtrigger_should_ignore(name) RETURNS boolean"
        " LANGUAGE sql AS 'select true'",
        "DELETE FROM django_migrations",
    ],
)
def test_the_database_refuses_what_would_open_it(statement):
    assert refused(statement)


def test_row_security_cannot_be_switched_off_for_a_session(standing):
    """`row_security = off` makes queries fail rather than see more."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
    assert refused("SELECT count(*) FROM leads_lead")


def test_triggers_cannot_be_told_to_look_away(standing):
    """django-pgtrigger's own switch, which any role can set, is deaf here."""
    with standing.a.scope("rep"):
        lead = make_row(apps.get_model("leads.Lead"), by=standing.a.rep)
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
        jump = "UPDATE leads_lead SET state = 'converted' WHERE id = %s"
        assert refused(jump, [lead.pk], DatabaseError)


def every_trigger() -> str:
    """As pgtrigger.ignore() spells it: an array of table:trigger names."""
    names = ask("SELECT tgrelid::regclass || ':' || tgname FROM pg_trigger WHERE NOT tgisinternal")
    names += ask("SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal")
    return "{" + ",".join(name for (name,) in names) + "}"


def append_only():
    return [m for m in tenant_models() if m is AuditRow or getattr(m, "append_only", False)]


@pytest.mark.parametrize("model", append_only(), ids=lambda model: model._meta.label)
def test_ledgers_are_only_added_to(standing, model):
    table = model._meta.db_table
    with standing.a.scope("rep"):
        if model is not AuditRow:
            make_row(model, by=standing.a.rep)
        row = model.objects.order_by("-pk").first().pk
        assert refused(f"UPDATE {table} SET id = id WHERE id = %s", [row])
        assert refused(f"DELETE FROM {table} WHERE id = %s", [row])
        assert refused(f"TRUNCATE {table}")


def test_the_audit_trail_takes_no_row_from_the_application(standing):
    with standing.a.scope("rep"):
        assert refused(
            'INSERT INTO audit_row (tenant_id, at, "table", "row", operation)'
            " VALUES (%s, now(), 'x', 1, 'INSERT')",
            [standing.a.tenant.pk],
        )


def test_no_table_of_companies_belongs_to_the_application():
    owners = {owner for _name, _rls, _kind, owner in ask(TENANT_TABLES)}
    assert owners == {"crm_owner"}


def test_a_setting_that_is_no_number_opens_nothing(standing):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant_id', 'x', true)")
        assert refused("SELECT count(*) FROM leads_lead", error=DatabaseError)
        transaction.set_rollback(True)
