"""The statements of a screen, counted, and their plans as crm_app sees them."""

import json
import re
from collections.abc import Iterator

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.browser import Ask
from bench.founding import SLUG
from bench.world import World
from tenants.scope import tenant_scope

FRAME = 5  # session, user, tenant, scope, member
LARGE = 10_000  # rows; a table beyond it must not be read from end to end
NOT_COUNTED = re.compile(r"(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET LOCAL)\b")


def statements(ask: Ask, key: str) -> list[str]:
    """What one warm request sends to the database, without transaction control."""
    headers = {"host": "127.0.0.1"} | ({"hx-request": "true"} if ask.typed else {})
    client = Client(headers=headers)
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    with CaptureQueriesContext(connection) as asked:
        url = f"/t/{SLUG}/{ask.path}"
        response = client.post(url, ask.form) if ask.form else client.get(url)
        if response.streaming:
            list(response.streaming_content)
    if response.status_code != ask.status:
        raise RuntimeError(f"{ask.path} answered {response.status_code}")
    sent = [query["sql"] for query in asked.captured_queries]
    return [sql for sql in sent if not NOT_COUNTED.match(sql)]


def sequential_scans(sent: list[str], world: World) -> list[str]:
    """Names of large tables that one of the statements reads from end to end."""
    large = _large_tables()
    found: set[str] = set()
    with tenant_scope(world.tenant), connection.cursor() as cursor:
        for sql in sent:
            if not sql.lstrip("(").upper().startswith(("SELECT", "WITH", "UPDATE", "DELETE")):
                continue
            with transaction.atomic():
                cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}".replace("%", "%%"), [])
                answer = cursor.fetchone()[0]
            plan = answer if isinstance(answer, list) else json.loads(answer)
            found |= set(_scanned(plan[0]["Plan"])) & large
    return sorted(found)


def _scanned(node: dict) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _scanned(below)


def _large_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE]
        )
        return {name for (name,) in cursor.fetchall()}
