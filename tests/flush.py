"""Empty the database after a test that really committed.

crm_app may not TRUNCATE, and append-only tables refuse every DELETE but a superuser's with
triggers off. The rows that all tests share, and the sequences, go back to what they were.
"""

import io

from psycopg2 import sql

from tests import databases

TABLES = """
SELECT tablename FROM pg_tables
WHERE schemaname = 'public' AND tablename <> 'django_migrations' ORDER BY tablename
"""
SEQUENCES = """
SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, start_value),
       last_value IS NOT NULL
FROM pg_sequences WHERE schemaname = 'public'
"""


class Pristine:
    """The state before the first test, kept in memory: a few hundred rows."""

    def __init__(self) -> None:
        with self._cursor() as cursor:
            cursor.execute(TABLES)
            self.tables = [name for (name,) in cursor.fetchall()]
            self.rows = {name: _copy_out(cursor, name) for name in self._filled(cursor)}
            cursor.execute(SEQUENCES)
            self.sequences = cursor.fetchall()

    def restore(self) -> None:
        with self._cursor() as cursor:
            cursor.execute("SET lock_timeout = '10s'; SET session_replication_role = replica")
            for name in self._filled(cursor):
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            for name, rows in self.rows.items():
                _copy_in(cursor, name, rows)
            for sequence, value, used in self.sequences:
                cursor.execute("SELECT setval(%s, %s, %s)", [sequence, value, used])

    def _filled(self, cursor) -> list[str]:
        one = "SELECT {} WHERE EXISTS (SELECT FROM {})"
        parts = [sql.SQL(one).format(sql.Literal(t), sql.Identifier(t)) for t in self.tables]
        cursor.execute(sql.SQL(" UNION ALL ").join(parts))
        return [name for (name,) in cursor.fetchall()]

    def _cursor(self):
        return databases.connect("DATABASE_SUPERUSER_URL").cursor()


def _copy_out(cursor, table: str) -> str:
    buffer = io.StringIO()
    statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))
    cursor.copy_expert(statement, buffer)
    return buffer.getvalue()


def _copy_in(cursor, table: str, rows: str) -> None:
    statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
    cursor.copy_expert(statement, io.StringIO(rows))
