"""`manage.py restore FOLDER`: a back-up into a new database, compared with its manifest."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from tenants import backups
from tenants.management.commands import bootstrap


class Command(bootstrap.Command):
    help = "Restore into the database that the URLs name, which must not be there yet."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        owner, superuser = self.given("DATABASE_OWNER_URL"), self.given(bootstrap.SUPERUSER)
        database, passwords = self.log_ins()
        try:
            backups.read(folder)
            self.prepare_server(database, passwords)
            self.refuse_filled(database)
            urls = {"superuser_url": superuser, "owner_url": owner}
            manifest = backups.load(folder, media=settings.MEDIA_ROOT, **urls)
            backups.compare(manifest, owner)
        except backups.BackupFailed as failure:
            raise CommandError(str(failure)) from failure
        self.stdout.write(f"{database}: {len(manifest['tables'])} tables, all as they were")

    def refuse_filled(self, database: str) -> None:
        with self.superuser(database) as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            if cursor.fetchone()[0]:
                raise CommandError(f"The database {database} has tables; restore into a new one.")
