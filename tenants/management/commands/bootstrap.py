"""`manage.py bootstrap`: from an empty PostgreSQL to a database that web and worker may use.

An operator runs it once, and again after each upgrade: what is there already stays as it is. It
is the only thing that is given DATABASE_SUPERUSER_URL.
"""

import contextlib
import os
import subprocess
import sys
from urllib.parse import unquote, urlsplit

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from crm.embedded import roles
from tenants.models import Tenant

SUPERUSER = "DATABASE_SUPERUSER_URL"
LOG_INS = {
    "DATABASE_OWNER_URL": roles.OWNER,
    "DATABASE_URL": roles.APP,
    "DATABASE_SYSTEM_URL": roles.SYSTEM,
}
OF_TENANT = ("country", "language", "time_zone", "currency")


class Command(BaseCommand):
    help = "Make the database's log-ins, the database and its tables; with --tenant a company."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--tenant", metavar="SLUG", help="address of the first company")
        parser.add_argument("--name", help="its name")
        parser.add_argument("--admin", metavar="EMAIL", help="its first administrator")
        for option in OF_TENANT:
            parser.add_argument(f"--{option.replace('_', '-')}", help="see create_tenant")

    def handle(self, *args, tenant, name, admin, **options):
        if tenant and not (name and admin):
            raise CommandError("A company needs --name and --admin, too.")
        database, passwords = self.log_ins()
        self.prepare_server(database, passwords)
        self.migrate()
        if tenant:
            more = {option: options[option] for option in OF_TENANT if options[option]}
            self.found(slug=tenant, name=name, admin=admin, **more)

    def log_ins(self) -> tuple[str, dict[str, str]]:
        """(database, password of each role), from the URLs that the processes will be given."""
        found, databases = {}, set()
        for name, role in LOG_INS.items():
            url = urlsplit(self.given(name))
            if url.username != role:
                raise CommandError(f"{name} must log in as {role}, not as {url.username}.")
            found[role] = unquote(url.password or "")
            databases.add(url.path.lstrip("/"))
        if len(databases) != 1:
            raise CommandError(f"The URLs name different databases: {', '.join(databases)}.")
        return databases.pop(), found

    def prepare_server(self, database: str, passwords: dict[str, str]) -> None:
        given = passwords if any(passwords.values()) else None  # peer or trust log-in
        if given and not all(passwords.values()):
            raise CommandError("Some of the URLs have a password and some have none.")
        with self.superuser() as cursor:
            roles.create_roles(cursor, passwords=given)
            is_new = roles.create_database(cursor, database)
        with self.superuser(database) as cursor:
            roles.create_extensions(cursor)
        self.stdout.write(f"{database}: {'made' if is_new else 'was there'}, log-ins are set")

    @contextlib.contextmanager
    def superuser(self, database: str | None = None):
        more = {"dbname": database} if database else {}
        try:
            connection = psycopg2.connect(self.given(SUPERUSER), **more)
        except psycopg2.OperationalError as failure:
            raise CommandError(f"{SUPERUSER}: {' '.join(str(failure).split())}") from failure
        with contextlib.closing(connection):
            connection.autocommit = True
            with connection.cursor() as cursor:
                yield cursor

    def migrate(self) -> None:
        """In a process of its own: this one is logged in as crm_app."""
        command = [sys.executable, "-m", "crm.embedded.schema"]
        ran = subprocess.run(command, cwd=settings.BASE_DIR)  # noqa: S603
        if ran.returncode:
            raise CommandError("The migrations failed (see above).")
        self.stdout.write("the tables are up to date")

    def found(self, *, slug: str, name: str, admin: str, **more: str) -> None:
        if Tenant.objects.filter(slug=slug).exists():
            self.stdout.write(f"{slug}: was there")
            return
        call_command("create_tenant", slug, name, admin=admin, **more)

    def given(self, name: str) -> str:
        if not os.environ.get(name):
            raise CommandError(f"{name} is missing.")
        return os.environ[name]
