"""One cast for all sweeps of a module: each test runs in a savepoint above it."""

import pytest
from django.db import transaction

from tests.cast import make_cast


@pytest.fixture(scope="module")
def module_cast(django_db_setup, django_db_blocker):
    """Both companies in a transaction that ends with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)


@pytest.fixture
def standing(module_cast, db):
    """The cast for a test that commits nothing; what it writes goes with its savepoint."""
    return module_cast
