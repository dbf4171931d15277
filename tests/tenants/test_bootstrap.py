"""From an empty server to a company's first page, twice."""

import contextlib
import os
import re

import psycopg2
import pytest
from django.core.management import CommandError, call_command

from tenants.management.commands.bootstrap import Command
from tenants.models import Tenant
from tests import databases

NAME = "bootstrapped"


@pytest.fixture
def urls(monkeypatch):
    """As an operator has them for a database that is not there yet."""
    for name in databases.URLS:
        monkeypatch.setenv(name, re.sub(r"@/\w+\?", f"@/{NAME}?", os.environ[name]))
    superuser = re.sub(r"@/\w+\?", "@/postgres?", os.environ["DATABASE_SUPERUSER_URL"])
    monkeypatch.setenv("DATABASE_SUPERUSER_URL", superuser)
    yield
    with contextlib.closing(psycopg2.connect(superuser)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def test_an_empty_server_gets_log_ins_and_a_database_and_a_second_run_changes_nothing(
    urls, monkeypatch, capsys
):
    """The migrations are the ones that made the database of every test (tests/template.py)."""
    migrated = []
    monkeypatch.setattr(Command, "migrate", lambda self: migrated.append(self))
    call_command("bootstrap")
    call_command("bootstrap")
    assert len(migrated) == 2
    assert capsys.readouterr().out.splitlines() == [
        f"{NAME}: made, log-ins are set",
        f"{NAME}: was there, log-ins are set",
    ]
    app = databases.connect("DATABASE_URL")
    with app.cursor() as cursor:
        cursor.execute("SELECT current_user, current_setting('statement_timeout')")
        assert cursor.fetchone() == ("crm_app", "1min")
        cursor.execute("SELECT extname FROM pg_extension WHERE extname = 'btree_gin'")
        assert cursor.fetchone()
    app.close()


def test_a_log_in_of_another_name_is_refused(urls, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://postgres:x@db/fairway")
    with pytest.raises(CommandError, match="DATABASE_URL must log in as crm_app"):
        call_command("bootstrap")


def test_without_a_superuser_it_says_so(urls, monkeypatch):
    monkeypatch.delenv("DATABASE_SUPERUSER_URL")
    with pytest.raises(CommandError, match="DATABASE_SUPERUSER_URL is missing"):
        call_command("bootstrap")


@pytest.mark.django_db
def test_a_company_is_founded_once(capsys):
    for _turn in range(2):
        Command().found(slug="first", name="First Ltd", admin="boss@first.example", language="en")
    assert Tenant.objects.filter(slug="first").count() == 1
    assert "first: was there" in capsys.readouterr().out
