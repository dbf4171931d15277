"""pytest plugin, loaded by `-p tests.servers`: one PostgreSQL and one Valkey for a whole run.

It starts before pytest-django reads the settings. Under xdist only the controller starts servers;
its workers inherit the environment and make a database each (tests/databases.py).
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from crm import translations
from crm.embedded import ServerFailed, roles
from crm.embedded.postgres import Postgres
from crm.embedded.processes import start
from crm.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
TEMPLATE = "fairway_template"
# A crash may lose the test databases: they last for one run.
OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
OPTIONS |= {"wal_level": "minimal", "max_wal_senders": "0", "jit": "off"}


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    if "PYTEST_XDIST_WORKER" not in os.environ:
        try:
            _start()
        except ServerFailed as error:
            raise pytest.UsageError(str(error)) from error
    return (yield)


def _start() -> None:
    translations.compile_all()
    VAR.mkdir(exist_ok=True)
    _remove_leftovers()
    root = Path(tempfile.mkdtemp(prefix=f"test-{os.getpid()}-", dir=VAR))
    root.chmod(0o755)  # PostgreSQL's own account walks through it
    postgres, valkey = Postgres(root, OPTIONS), Valkey(root)
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for server in (postgres, valkey):
        atexit.register(server.stop)
        server.start()
    os.environ.update(_environment(root, postgres, valkey))
    _make_template(root, postgres)


def _environment(root: Path, postgres: Postgres, valkey: Valkey) -> dict[str, str]:
    """No database of these URLs exists: each worker puts its own name there."""
    return {
        "FAIRWAY_MODE": "test",
        "DATABASE_URL": postgres.url(roles.APP, "none"),
        "DATABASE_OWNER_URL": postgres.url(roles.OWNER, "none"),
        "DATABASE_SYSTEM_URL": postgres.url(roles.SYSTEM, "none"),
        "DATABASE_SUPERUSER_URL": postgres.url("postgres", "none"),
        "REDIS_URL": valkey.url,
        "MEDIA_ROOT": str(root / "media"),
        # Each refusal would be written out with its traceback, for nobody.
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "ERROR"),
        "TEST_TEMPLATE_RESULT": str(root / "template.result"),
    }


def _make_template(root: Path, postgres: Postgres) -> None:
    """Migrate on the second core while pytest collects."""
    with postgres.connect().cursor() as cursor:
        roles.create_roles(cursor)
        roles.create_database(cursor, TEMPLATE)
    with postgres.connect(database=TEMPLATE).cursor() as cursor:
        roles.create_extensions(cursor)
    environment = os.environ | {"DATABASE_OWNER_URL": postgres.url(roles.OWNER, TEMPLATE)}
    log = root / "log" / "template.log"
    command = [sys.executable, "-m", "tests.template"]
    child = start("template", command, log=log, env=environment, cwd=ROOT)
    atexit.register(child.stop)


def _remove_leftovers() -> None:
    """Folders of runs that were killed; their servers died with them."""
    for folder in VAR.glob("test-*-*"):
        try:
            os.kill(int(folder.name.split("-")[1]), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
