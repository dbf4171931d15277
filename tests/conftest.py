"""The database of the tests. Who is in it: tests/cast.py."""

import contextlib
import gc

import pytest
from django.core.management.commands import flush as flush_command
from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations

from tests import databases
from tests.flush import Pristine

pytest_plugins = ["tests.browser", "tests.cast"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest first, so that at the end no worker waits for another one's last test."""
    items.sort(key=_seconds, reverse=True)


def _seconds(item) -> int:
    mark = item.get_closest_marker("long")
    return mark.args[0] if mark else 0


def pytest_collection_finish():
    """The collector would walk through all that was imported and collected again and again: a
    tenth of a run's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Instead of pytest-django's: crm_app, who runs the tests, may not create a database."""
    from tests.cast import found_companies  # a plugin: pytest wants to import it first

    name = databases.make()
    connections["default"].settings_dict["NAME"] = connections.settings["default"]["NAME"] = name
    with django_db_blocker.unblock():
        found_companies()
    pristine = Pristine()
    with pytest.MonkeyPatch.context() as patch:
        # What post_migrate would make again after each flush has been restored with the rest.
        patch.setattr(flush_command, "emit_post_migrate_signal", lambda *_, **__: None)
        patch.setattr(DatabaseOperations, "execute_sql_flush", lambda *_: pristine.restore())
        yield
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def owner_cursor(transactional_db):
    """A cursor of crm_owner, who sees every row and may change the schema. It commits at once."""
    yield from _cursor("DATABASE_OWNER_URL")


@pytest.fixture
def superuser_cursor(transactional_db):
    yield from _cursor("DATABASE_SUPERUSER_URL")


def _cursor(url: str):
    with contextlib.closing(databases.connect(url)) as connection, connection.cursor() as cursor:
        yield cursor
