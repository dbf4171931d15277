"""What PostgreSQL's own catalogue says: the sweeps ask it, so that no hand-kept list can lag."""

from django.db import connection

TENANT_TABLES = """
SELECT c.relname, c.relrowsecurity, c.relkind, pg_get_userbyid(c.relowner)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'm', 'v', 'f') ORDER BY 1
"""
POLICIES = """
SELECT tablename, permissive, roles::text[], cmd, qual, with_check
FROM pg_policies WHERE schemaname = 'public'
"""
FOREIGN_KEYS = """
SELECT conrelid::regclass::text, confrelid::regclass::text, conname, condeferrable,
    (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(conkey) WITH ORDINALITY k(num, n)
        JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.num),
    (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(confkey) WITH ORDINALITY k(num, n)
        JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.num)
FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
"""
UNIQUE_INDEXES = """
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, i.indisprimary,
    (SELECT attname::text FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = i.indkey[0])
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace
"""
DEFINERS = """
SELECT p.proname, pg_get_userbyid(p.proowner), p.proconfig::text[]
FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1
"""
# Rows written by this transaction so far, also those of savepoints that were rolled back.
WRITES = """
SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables
WHERE n_tup_ins + n_tup_upd + n_tup_del > 0
"""


def ask(sql: str, params=None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def tables_of_companies() -> list[str]:
    return [name for name, *_rest in ask(TENANT_TABLES)]


def writes() -> dict[str, int]:
    """Rows written so far, by table."""
    return dict(ask(WRITES))


def written_since(before: dict[str, int]) -> set[str]:
    return {table for table, count in writes().items() if count != before.get(table, 0)}
