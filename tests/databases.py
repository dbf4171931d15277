"""A database for each test process, copied from the template that was migrated once."""

import os
import re
import time
from pathlib import Path

import psycopg2
import pytest

from crm.embedded import roles
from tests.servers import TEMPLATE
from tests.template import DONE

URLS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL", "DATABASE_SUPERUSER_URL")
PATIENCE_SECONDS = 300


def make() -> str:
    """Make this process's database and point the environment at it; answers its name."""
    _wait_for_template()
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    connection = connect("DATABASE_SUPERUSER_URL", database="postgres")
    with connection.cursor() as cursor:
        roles.create_database(cursor, name, template=TEMPLATE)
    connection.close()
    for url in URLS:
        os.environ[url] = _with_database(os.environ[url], name)
    return name


def connect(url: str, *, database: str | None = None):
    """A psycopg2 connection with the log-in of the environment's `url`, in autocommit."""
    address = os.environ[url]
    connection = psycopg2.connect(_with_database(address, database) if database else address)
    connection.autocommit = True
    return connection


def _with_database(url: str, name: str) -> str:
    return re.sub(r"@/\w+\?", f"@/{name}?", url)


def _wait_for_template() -> None:
    result = Path(os.environ["TEST_TEMPLATE_RESULT"])
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not result.exists():
        if time.monotonic() > deadline:
            pytest.exit(f"The migrations took more than {PATIENCE_SECONDS} s.", returncode=1)
        time.sleep(0.05)
    if result.read_text() != DONE:
        pytest.exit(f"The migrations failed:\n{result.read_text()}", returncode=1)
