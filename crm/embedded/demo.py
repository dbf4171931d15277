"""The demo's servers under var/, and the environment that leads to them."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from bin.console import Refused, step
from crm.embedded import roles
from crm.embedded.postgres import Postgres
from crm.embedded.processes import Child
from crm.embedded.valkey import Valkey

DATABASE = "fairway"
URLS = {
    "DATABASE_URL": roles.APP,
    "DATABASE_OWNER_URL": roles.OWNER,
    "DATABASE_SYSTEM_URL": roles.SYSTEM,
}
# What the web process must not have (DESIGN.md section 2, Rows).
BEYOND_WEB = ("DATABASE_OWNER_URL", "DATABASE_SYSTEM_URL")


@dataclass
class Servers:
    """PostgreSQL and Valkey, each only where the environment names no other."""

    var: Path
    postgres: Postgres | None = None
    valkey: Valkey | None = None

    def start(self) -> None:
        if "DATABASE_URL" not in os.environ:
            self.postgres = Postgres(self.var)
            step("Making the database" if self.postgres.is_new else "Starting PostgreSQL")
            self.postgres.start()
            self._prepare_database()
        elif "DATABASE_OWNER_URL" not in os.environ:
            raise Refused("DATABASE_URL is set, so DATABASE_OWNER_URL (for migrations) is needed.")
        if "REDIS_URL" not in os.environ:
            step("Starting Valkey")
            self.valkey = Valkey(self.var)
            self.valkey.start()

    def stop(self) -> None:
        if self.valkey:
            self.valkey.stop()
        if self.postgres:
            self.postgres.stop()

    def children(self) -> list[Child]:
        return [server.child for server in (self.postgres, self.valkey) if server]

    def environment(self, port: int) -> dict[str, str]:
        """Settings of the demo; what the caller's environment says already wins."""
        found = {"FAIRWAY_MODE": "demo", "SITE_URL": f"http://127.0.0.1:{port}"}
        found |= {
            "MEDIA_ROOT": str(self.var / "media"),
            "EMAIL_URL": f"filemail:///{self.var}/mail",
        }
        found["SECRET_KEY"] = secret_key(self.var)
        if self.postgres:
            found |= {name: self.postgres.url(role, DATABASE) for name, role in URLS.items()}
        if self.valkey:
            found["REDIS_URL"] = self.valkey.url
        return {name: os.environ.get(name, value) for name, value in found.items()}

    def _prepare_database(self) -> None:
        with self.postgres.connect().cursor() as cursor:
            roles.create_roles(cursor)
            roles.create_database(cursor, DATABASE)
        with self.postgres.connect(database=DATABASE).cursor() as cursor:
            roles.create_extensions(cursor)


@contextlib.contextmanager
def first_filling(var: Path, owner_url: str) -> Iterator[bool]:
    """Whether the demo tenants are still to be made: only where nobody works yet, or where
    an earlier start was stopped while it made them."""
    unfinished = var / "filling"
    needed = unfinished.exists() or not _has_tenants(owner_url)
    if needed:
        unfinished.touch()
    yield needed
    unfinished.unlink(missing_ok=True)


def _has_tenants(owner_url: str) -> bool:
    with (
        contextlib.closing(psycopg2.connect(owner_url)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT EXISTS (SELECT FROM tenants_tenant)")
        return cursor.fetchone()[0]


@contextlib.contextmanager
def announced(var: Path, settings: dict[str, str]) -> Iterator[None]:
    """Let `manage.py` in another terminal find the running servers (crm/settings.py)."""
    path = var / "demo.env"
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    write_private(path, "".join(lines))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def secret_key(var: Path) -> str:
    """Made once and kept, so that a restart signs nobody out."""
    path = var / "secret_key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(50))
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text)
