"""Fills the company's tables as crm_owner: COPY with triggers disabled, the rest by SQL."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice

from bench import rows
from bench.rows import Company
from opportunities.actions.pipeline import COUNT

BATCH = 20_000
TABLES = (
    ("customers_account", rows.ACCOUNTS, rows.accounts),
    ("customers_contact", rows.CONTACTS, rows.contacts),
    ("leads_lead", rows.LEADS, rows.leads),
    ("opportunities_opportunity", rows.DEALS, rows.deals),
    ("activities_searchentry", rows.ENTRIES, rows.entries),
)
# What the actions would have written beside: history, timeline, audit trail.
BESIDE = (
    """
    INSERT INTO opportunities_stagechange (tenant_id, opportunity_id, verb, from_stage_id,
        to_stage_id, at, by_id, amount, probability, expected_close_date, reason)
    SELECT tenant_id, id, verb, CASE verb WHEN 'advance' THEN %(first)s END,
        CASE verb WHEN 'advance' THEN stage_id ELSE %(first)s END,
        created_at + (verb = 'advance')::int * interval '3 days', owner_id, amount, 10,
        expected_close_date, ''
    FROM opportunities_opportunity, unnest(ARRAY['create', 'advance']) verb
    WHERE tenant_id = %(tenant)s
    """,
    """
    INSERT INTO activities_event (tenant_id, kind, object_id, at, actor_id, verb, text, data)
    SELECT tenant_id, 'opportunity', id, created_at + n * interval '1 day', owner_id,
        'opportunity.created', '', '{}'
    FROM opportunities_opportunity, generate_series(1, 5) n WHERE tenant_id = %(tenant)s
    """,
    """
    INSERT INTO activities_event (tenant_id, kind, object_id, at, actor_id, verb, text, data)
    SELECT tenant_id, 'lead', id, created_at, owner_id, 'lead.created', '', '{}'
    FROM leads_lead WHERE tenant_id = %(tenant)s
    """,
    """
    INSERT INTO audit_row (tenant_id, at, actor, "table", row, operation, new)
    SELECT tenant_id, created_at, owner_id, 'opportunities_opportunity', id, 'I',
        jsonb_build_object('name', name, 'amount', amount, 'status', status)
    FROM opportunities_opportunity WHERE tenant_id = %(tenant)s
    """,
)
WRITTEN = ("opportunities_stagechange", "activities_event")


def fill(connection, company: Company) -> None:
    """`connection` is crm_owner's, who is beyond the row policies."""
    tables = [table for table, *_rest in TABLES] + list(WRITTEN)
    given = {"tenant": company.tenant, "first": company.stages[0]}
    with connection, connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for table, columns, made in TABLES:
            _copy(cursor, table, columns, made(company))
        for statement in (*BESIDE, COUNT):
            cursor.execute(statement, given)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor, table: str, columns: str, made: Iterable[tuple]) -> None:
    names = ", ".join(columns.split())
    for part in _parts(iter(made)):
        cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", part)


def _parts(made: Iterator[tuple]) -> Iterator[io.StringIO]:
    """COPY's text format; no invented name has a tab, a line end or a backslash."""
    while some := list(islice(made, BATCH)):
        lines = ("\t".join(r"\N" if v is None else str(v) for v in row) for row in some)
        yield io.StringIO("\n".join(lines) + "\n")
