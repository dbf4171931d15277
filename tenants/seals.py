"""The audit trail closed in batches, each chained to the one before (SECURITY.md 1F number 49).

A job seals and `manage.py verify_audit` checks; a chain written with every change would cost most
of the throughput. Whoever rewrites the trail *and* every seal after it is found out by a head
that was kept elsewhere.
"""

import hashlib
import time
from collections.abc import Iterator

from django.db import connection

from tenants.models import AuditRow, AuditSeal
from tenants.scope import current_tenant_id

BATCH = 1000
PATIENCE_SECONDS = 5
START = "0" * 64
NEWEST = "SELECT coalesce(max(id), 0), pg_snapshot_xmax(pg_current_snapshot())::text"
# Transactions that began writing before `xmax` and have not ended, but for this one.
UNENDED = """
SELECT EXISTS (SELECT FROM pg_snapshot_xip(pg_current_snapshot()) x
    WHERE x < %s::xid8 AND x IS DISTINCT FROM pg_current_xact_id_if_assigned())
"""
# Epochs, because jsonb would write a time in the session's zone.
ROWS = """
SELECT id, sha256(convert_to(jsonb_build_array(id, extract(epoch FROM at), actor, "table", "row",
    operation, old, new)::text, 'UTF8'))
FROM audit_row WHERE tenant_id = %s AND id > %s AND id <= %s ORDER BY id LIMIT %s
"""


def seal() -> int:
    """Seal what is not sealed yet in the tenant in scope; returns how many rows.

    Twice or in parallel gives the same seals: there is one for each place in the chain.
    """
    newest = last_settled()
    sealed = 0
    while batch := _unsealed(newest):
        sealed += batch
    return sealed


def verify() -> list[str]:
    """What does not fit the seals, one line each; nothing when the trail is as it was sealed."""
    return [fault for seal, before in _chain() for fault in _faults(seal, before)]


def head() -> tuple[int, str]:
    """(last sealed row, hash of the newest seal): what to keep elsewhere."""
    newest = AuditSeal.objects.last()
    return (newest.last, newest.sha256) if newest else (0, START)


def last_settled() -> int:
    """The newest audit row before which none can still appear; 0 if that cannot be said now.

    Numbers are given when a transaction writes, rows are seen when it commits: a smaller number
    may come later. So it waits for the transactions that were writing, and gives up early.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{NEWEST} FROM audit_row WHERE tenant_id = %s", [current_tenant_id()])
        newest, xmax = cursor.fetchone()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            cursor.execute(UNENDED, [xmax])
            if not cursor.fetchone()[0]:
                return newest
            time.sleep(0.1)
    return 0


def _unsealed(newest: int) -> int:
    after, before = head()
    rows = _rows(after, newest, BATCH)
    if rows:
        row_ids, digests = [*rows], b"".join(rows.values())
        seal = AuditSeal(after=after, last=row_ids[-1], row_ids=row_ids, digests=digests)
        seal.sha256 = _link(before, seal)
        AuditSeal.objects.bulk_create([seal], ignore_conflicts=True)
    return len(rows)


def _rows(after: int, last: int, limit: int | None = None) -> dict[int, bytes]:
    """{id: hash of the row} of the audit rows in (after, last]."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, [current_tenant_id(), after, last, limit])
        return {pk: bytes(digest) for pk, digest in cursor.fetchall()}


def _link(before: str, seal: AuditSeal) -> str:
    text = f"{before} {seal.after} {seal.last} {seal.row_ids} ".encode()
    return hashlib.sha256(text + bytes(seal.digests)).hexdigest()


def _chain() -> Iterator[tuple[AuditSeal, AuditSeal | None]]:
    before = None
    for seal in AuditSeal.objects.iterator(chunk_size=20):
        yield seal, before
        before = seal


def _faults(seal: AuditSeal, before: AuditSeal | None) -> Iterator[str]:
    follows = seal.after == (before.last if before else 0)
    if not follows or seal.sha256 != _link(before.sha256 if before else START, seal):
        yield f"seal {seal.pk} is not what was sealed, or one before it is missing"
    digests = bytes(seal.digests)
    then = {pk: digests[i * 32 : i * 32 + 32] for i, pk in enumerate(seal.row_ids)}
    now = _rows(seal.after, seal.last)
    for pk in sorted(then.keys() | now.keys()):
        if then.get(pk) != now.get(pk):
            verb = "was added" if pk not in then else "is gone" if pk not in now else "was changed"
            yield f"{AuditRow._meta.db_table} {pk} {verb}"
