"""The database log-in that the web and the worker may have (DESIGN.md section 2, Rows)."""

from django.db import connection

QUESTION = """
SELECT rolname, rolsuper, rolbypassrls,
    EXISTS (SELECT FROM pg_class WHERE relname = 'tenants_tenant' AND relowner = r.oid)
FROM pg_roles r WHERE rolname = current_user
"""


class DangerousRole(RuntimeError):
    """The process is logged in as somebody whom row policies do not hold."""


def refuse_dangerous_role() -> None:
    """Raise DangerousRole for a superuser, the tables' owner or a role that bypasses policies."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        name, is_super, bypasses, owns = cursor.fetchone()
    connection.close()  # a worker forks after this
    if is_super or bypasses or owns:
        raise DangerousRole(f"{name} sees the rows of every company; log in as crm_app")
