"""The servers of a run: an own PostgreSQL and Valkey under var/bench, a database for each size."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.sizes import Size
from bin.console import Refused, step
from crm import translations
from crm.embedded import demo, roles
from crm.embedded.postgres import Postgres
from crm.embedded.processes import Child, start
from crm.embedded.programs import ONE_HEAP, WEB, WORKER, answers, finish
from crm.embedded.valkey import Valkey, free_port

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"


@contextlib.contextmanager
def servers(size: Size) -> Iterator[Postgres]:
    """PostgreSQL with the size's database at the newest schema; the environment names both."""
    VAR.mkdir(parents=True, exist_ok=True)
    translations.compile_all()
    with contextlib.ExitStack() as stack:
        stack.callback((postgres := Postgres(VAR)).stop)
        stack.callback((valkey := Valkey(VAR)).stop)
        step("Starting PostgreSQL and Valkey")
        postgres.start()
        valkey.start()
        database = f"bench_{size.name.lower()}"
        _prepare(postgres, database, anew=not loaded(size).exists())
        urls = {name: postgres.url(role, database) for name, role in demo.URLS.items()}
        os.environ.update(urls | {"REDIS_URL": valkey.url, "FAIRWAY_MODE": "demo"})
        os.environ.update({"MEDIA_ROOT": str(VAR / "media"), "LOG_LEVEL": "WARNING"})
        os.environ["CONN_MAX_AGE"] = "3600"  # a back-end that ends takes its CPU time along
        os.environ["DJANGO_SETTINGS_MODULE"] = "crm.settings"
        finish("schema", ["-m", "crm.embedded.schema"], dict(os.environ), VAR)
        yield postgres


def loaded(size: Size) -> Path:
    """There when the size's database is whole; remove it to load anew."""
    return VAR / f"{size.name}.loaded"


def _prepare(postgres: Postgres, database: str, *, anew: bool) -> None:
    with postgres.connect().cursor() as cursor:
        if anew:
            cursor.execute(f"DROP DATABASE IF EXISTS {database}")
        roles.create_roles(cursor)
        roles.create_database(cursor, database)
    with postgres.connect(database=database).cursor() as cursor:
        roles.create_extensions(cursor)


@contextlib.contextmanager
def programs() -> Iterator[tuple[int, Child, Child]]:
    """(port, web, worker): gunicorn with two workers and one job worker, as they run elsewhere."""
    port = free_port()
    settings = {k: v for k, v in os.environ.items() if k not in demo.BEYOND_WEB} | ONE_HEAP
    children: list[Child] = []
    try:
        children.append(_start("web", [*WEB, "--bind", f"127.0.0.1:{port}"], settings))
        children.append(_start("worker", [*WORKER, "--concurrency", "1"], settings))
        _wait(port, children[0])
        yield port, *children
    finally:
        for child in children:
            child.stop()


def _start(name: str, arguments: list[str], settings: dict[str, str]) -> Child:
    log = VAR / "log" / f"{name}.log"
    return start(name, [sys.executable, *arguments], log=log, env=settings, cwd=ROOT)


def _wait(port: int, web: Child) -> None:
    deadline = time.monotonic() + 60
    while not answers(port):
        if not web.running or time.monotonic() > deadline:
            raise Refused(f"The web server does not answer ({web.log.relative_to(ROOT)}).")
        time.sleep(0.1)
