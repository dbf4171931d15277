"""The three log-ins and the database (DESIGN.md section 2), made by a superuser.

Nothing here is special to the embedded server: `manage.py bootstrap` prepares a production
database by the same functions, with passwords.
"""

from psycopg2 import sql
from psycopg2.extensions import encrypt_password

OWNER, APP, SYSTEM = "crm_owner", "crm_app", "crm_system"
ATTRIBUTES = {
    OWNER: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    APP: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
    SYSTEM: "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS",
}
# What each connection of the web and the worker begins with. As properties of the log-in they hold
# behind a transaction pooler too, where a session's own settings would reach somebody else.
SETTINGS = {
    "timezone": "UTC",
    # A record with eight relations took 6 ms to plan; what joins what is written in a good order.
    "join_collapse_limit": "6",
    # Two more processes for 40,000 rows take as long and cost more; other requests have the cores.
    "max_parallel_workers_per_gather": "0",
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "10min",
}
EXTENSIONS = ("btree_gin",)


def create_roles(cursor, *, passwords: dict[str, str] | None = None) -> None:
    """Make the roles, or set the attributes of those that exist back to what they must be."""
    for role, attributes in ATTRIBUTES.items():
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        cursor.execute(sql.SQL(f"{verb} ROLE {{}} {attributes}").format(sql.Identifier(role)))
        if passwords:
            _set_password(cursor, role, passwords[role])
    for name, value in SETTINGS.items():
        statement = sql.SQL("ALTER ROLE {} SET {} = {}")
        role, setting = sql.Identifier(APP), sql.Identifier(name)
        cursor.execute(statement.format(role, setting, sql.Literal(value)))


def _set_password(cursor, role: str, password: str) -> None:
    """Hashed here already: a server may log the statements that it is sent."""
    kept = encrypt_password(password, role, cursor.connection, "scram-sha-256")
    statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
    cursor.execute(statement.format(sql.Identifier(role), sql.Literal(kept)))


def create_database(cursor, name: str, *, template: str = "template1") -> bool:
    """Make `name`, owned by crm_owner; answers whether it is new. Needs autocommit.

    Rights on a database are not copied from its template, so they are given here each time.
    """
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    if cursor.fetchone():
        return False
    database, owner = sql.Identifier(name), sql.Identifier(OWNER)
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
    cursor.execute(statement.format(database, owner, sql.Identifier(template)))
    cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for role in (APP, SYSTEM):
        statement = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
        cursor.execute(statement.format(database, sql.Identifier(role)))
    return True


def create_extensions(cursor) -> None:
    """Run inside the new database, before the first migration."""
    for extension in EXTENSIONS:
        cursor.execute(
            sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension))
        )
    cursor.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
