"""`manage.py backup FOLDER`: database and files, with what proves a restore."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tenants import backups


class Command(BaseCommand):
    help = "Write a back-up into a new folder below FOLDER. Needs DATABASE_OWNER_URL."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder, **options):
        if not os.environ.get("DATABASE_OWNER_URL"):
            raise CommandError("DATABASE_OWNER_URL is missing.")
        place = folder / f"{timezone.now():fairway-%Y%m%d-%H%M%S}"
        url, media = os.environ["DATABASE_OWNER_URL"], settings.MEDIA_ROOT
        try:
            manifest = backups.make(place, owner_url=url, media=media)
        except (backups.BackupFailed, OSError) as failure:
            raise CommandError(str(failure)) from failure
        rows = sum(count for count, _digest in manifest["tables"].values())
        self.stdout.write(f"{place}: {len(manifest['tables'])} tables, {rows} rows")
