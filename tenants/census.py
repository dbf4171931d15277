"""What a database holds, so that two can be compared: rows, counters and the rules that guard
them. A back-up keeps it beside the dump; a restored database must have the same.
"""

import re

from psycopg2 import sql

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# A sum of hashes needs neither sorting nor memory, however large the table.
ROWS = """
SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint::numeric), 0)::text
FROM {} t
"""
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
# Each gives (name, definition). ACLs are compared as sets: their order means nothing.
RULES = {
    "row security": "SELECT relname, relrowsecurity::text FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    "policies": "SELECT tablename || '.' || policyname,"
    " concat_ws(' ', permissive, roles, cmd, qual, with_check) FROM pg_policies"
    " WHERE schemaname = 'public'",
    "triggers": "SELECT tgrelid::regclass || '.' || tgname,"
    " tgenabled::text || pg_get_triggerdef(t.oid)"
    " FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
    " WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace",
    "constraints": "SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "functions": "SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p"
    " WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND NOT EXISTS"
    " (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')",
    "owners": "SELECT relname, pg_get_userbyid(relowner)::text FROM pg_class"
    " WHERE relkind IN ('r', 'S') AND relnamespace = 'public'::regnamespace",
    "grants": "SELECT relname, (SELECT string_agg(a::text, ' ' ORDER BY a::text)"
    " FROM unnest(relacl) a) FROM pg_class"
    " WHERE relkind IN ('r', 'S') AND relnamespace = 'public'::regnamespace",
}
# A condition that PostgreSQL read back from its own text has these in other places.
MOVABLE = re.compile(r"::(?:text|character varying)|[\[\]() ]")
# Texts of rows and times must not depend on who asks.
PLAIN = """
SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex'; SET LOCAL intervalstyle = 'postgres'
"""


def take(cursor) -> dict:
    """{"tables": {name: [rows, hash]}, "sequences": …, "rules": {kind: {name: definition}}}.

    Inside a transaction, by the tables' owner, who sees all rows.
    """
    cursor.execute(PLAIN)
    cursor.execute(TABLES)
    names = [name for (name,) in cursor.fetchall()]
    return {
        "tables": {name: _rows(cursor, name) for name in names},
        "sequences": _pairs(cursor, SEQUENCES),
        "rules": {kind: _rules(cursor, query) for kind, query in RULES.items()},
    }


def differences(then: dict, now: dict) -> list[str]:
    """What is not the same, one line each."""
    pairs = {"table": "tables", "sequence": "sequences"}
    found = [
        f"{kind} {line}" for kind, key in pairs.items() for line in _differ(then[key], now[key])
    ]
    for kind in then["rules"]:
        found += [f"{kind}: {line}" for line in _differ(then["rules"][kind], now["rules"][kind])]
    return found


def _differ(then: dict, now: dict) -> list[str]:
    lines = [f"{name} is missing" for name in sorted(then.keys() - now.keys())]
    lines += [f"{name} was not there" for name in sorted(now.keys() - then.keys())]
    both = sorted(then.keys() & now.keys())
    return lines + [f"{name} is different" for name in both if then[name] != now[name]]


def _rows(cursor, table: str) -> list:
    cursor.execute(sql.SQL(ROWS).format(sql.Identifier(table)))
    return list(cursor.fetchone())


def _rules(cursor, query: str) -> dict[str, str]:
    return {name: MOVABLE.sub("", text or "") for name, text in _pairs(cursor, query).items()}


def _pairs(cursor, query: str) -> dict:
    cursor.execute(query)
    return dict(cursor.fetchall())
