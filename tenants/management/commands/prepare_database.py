"""Grants and locks that follow every migration. Runs as crm_owner; may run any number of times."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from tenants.models import AuditRow

RIGHTS = """
GRANT USAGE ON SCHEMA public TO crm_app, crm_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO crm_app, crm_system;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO crm_app, crm_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO crm_app, crm_system;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO crm_app, crm_system;
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM crm_app, crm_system;
"""
# Any role could set pgtrigger.ignore and so switch our triggers off; this makes it deaf.
DEAF = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)
RETURNS boolean LANGUAGE sql IMMUTABLE AS 'select false';
"""


class Command(BaseCommand):
    help = "Grant crm_app its rights and lock append-only tables and trigger guards."

    def handle(self, *args, **options):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(RIGHTS)
            cursor.execute(DEAF)
            # A temporary table could stand before a real one in the search path of a function.
            cursor.execute(f"REVOKE TEMPORARY ON DATABASE {self.database()} FROM PUBLIC, crm_app")
            for table in self.append_only():
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM crm_app")
            cursor.execute(f"REVOKE INSERT ON {AuditRow._meta.db_table} FROM crm_app")

    def database(self) -> str:
        return connection.ops.quote_name(connection.settings_dict["NAME"])

    def append_only(self) -> list[str]:
        """Tables whose rows are only ever added: the audit trail and the ledgers."""
        ledgers = [m for m in apps.get_models() if getattr(m, "append_only", False)]
        return [connection.ops.quote_name(m._meta.db_table) for m in (AuditRow, *ledgers)]
