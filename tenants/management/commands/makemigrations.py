"""Django's makemigrations, with each new table made in one step (tenants/folding.py)."""

from django.core.management.commands import makemigrations

from tenants.folding import fold


class Command(makemigrations.Command):
    def write_migration_files(self, changes, update_previous_migration_paths=None):
        for migrations in changes.values():
            for migration in migrations:
                migration.operations = fold(migration.operations)
        super().write_migration_files(changes, update_previous_migration_paths)
