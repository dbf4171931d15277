import contextlib

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.utils import ProgrammingError

from crm.embedded import roles
from tests import databases


@pytest.mark.django_db
def test_the_tests_log_in_as_crm_app_without_rights_beyond_rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
            " FROM pg_roles WHERE rolname = session_user"
        )
        assert cursor.fetchone() == ("crm_app", "crm_app", False, False, False, False)


@pytest.mark.parametrize(
    "statement", ["CREATE TEMPORARY TABLE x (y int)", "CREATE TABLE x (y int)", "CREATE SCHEMA x"]
)
@pytest.mark.django_db
def test_crm_app_makes_no_tables(statement):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(statement)


def test_only_crm_system_passes_row_security(superuser_cursor):
    superuser_cursor.execute(
        "SELECT rolname, rolbypassrls, rolsuper FROM pg_roles"
        " WHERE starts_with(rolname, 'crm_') ORDER BY 1"
    )
    assert superuser_cursor.fetchall() == [
        ("crm_app", False, False),
        ("crm_owner", False, False),
        ("crm_system", True, False),
    ]


def test_roles_that_were_changed_are_set_back(superuser_cursor):
    superuser_cursor.execute("ALTER ROLE crm_app CREATEDB")
    roles.create_roles(superuser_cursor)
    superuser_cursor.execute("SELECT rolcreatedb FROM pg_roles WHERE rolname = 'crm_app'")
    assert superuser_cursor.fetchone() == (False,)


def test_a_password_given_for_a_role_is_set(superuser_cursor):
    stored = "SELECT rolname FROM pg_authid WHERE rolpassword LIKE 'SCRAM-SHA-256%' ORDER BY 1"
    passwords = {role: f"{role} and a 'quote'" for role in roles.ATTRIBUTES}
    superuser_cursor.execute("BEGIN")
    roles.create_roles(superuser_cursor, passwords=passwords)
    superuser_cursor.execute(stored)
    found = [role for (role,) in superuser_cursor.fetchall()]
    superuser_cursor.execute("ROLLBACK")
    assert found == sorted(roles.ATTRIBUTES)


def test_the_server_is_sent_no_password_that_it_could_log(superuser_cursor):
    sent = []

    class Listening:
        connection = superuser_cursor.connection
        fetchone = superuser_cursor.fetchone

        def execute(self, statement, *values):
            sent.append(superuser_cursor.mogrify(statement, *values).decode())
            superuser_cursor.execute(statement, *values)

    superuser_cursor.execute("BEGIN")
    roles.create_roles(Listening(), passwords=dict.fromkeys(roles.ATTRIBUTES, "open-sesame"))
    superuser_cursor.execute("ROLLBACK")
    assert "SCRAM-SHA-256" in "".join(sent)
    assert "open-sesame" not in "".join(sent)


def test_a_database_is_made_once(superuser_cursor):
    with contextlib.closing(databases.connect("DATABASE_URL")) as own:
        name = own.info.dbname
    assert roles.create_database(superuser_cursor, name) is False


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(transactional_db, owner_cursor, turn):
    assert cache.get("left-over") is None
    cache.set("left-over", turn)
    owner_cursor.execute("SELECT 1 FROM django_content_type WHERE model = 'tenant'")
    assert owner_cursor.fetchone() == (1,)
