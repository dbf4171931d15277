"""Folding the sums of the pipeline, and counting them anew (opportunities/models/pipeline.py)."""

from django.db import connection, transaction

from people.models import Member
from tenants.scope import current_tenant_id

# Two of these at once would each replace rows that the other one has replaced.
ALONE = "SELECT pg_advisory_xact_lock(hashtext('opportunities_pipelinesum'), %(tenant)s::int)"
# One statement each: whoever reads meanwhile sees the rows before it or those after it, and what a
# deal changes meanwhile is either counted here or adds rows of its own.
FOLD = """
WITH gone AS (
    DELETE FROM opportunities_pipelinesum WHERE tenant_id = %(tenant)s
    AND (owner_id, stage_id) IN (
        SELECT owner_id, stage_id FROM opportunities_pipelinesum
        WHERE tenant_id = %(tenant)s GROUP BY 1, 2 HAVING count(*) > 1)
    RETURNING owner_id, stage_id, count, amount)
INSERT INTO opportunities_pipelinesum (tenant_id, owner_id, stage_id, count, amount)
SELECT %(tenant)s, owner_id, stage_id, sum(count), sum(amount) FROM gone
GROUP BY 2, 3 HAVING sum(count) <> 0 OR sum(amount) <> 0
"""
COUNT = """
WITH gone AS (DELETE FROM opportunities_pipelinesum WHERE tenant_id = %(tenant)s)
INSERT INTO opportunities_pipelinesum (tenant_id, owner_id, stage_id, count, amount)
SELECT tenant_id, owner_id, stage_id, count(*), sum(amount) FROM opportunities_opportunity
WHERE tenant_id = %(tenant)s AND status = 'open' GROUP BY 1, 2, 3
"""


@transaction.atomic
def fold_pipeline(*, by: Member | None = None) -> int:
    """One row for each owner and stage again; answers how many it wrote. The job has no `by`."""
    return _alone(FOLD)


@transaction.atomic
def count_pipeline(*, by: Member | None = None) -> int:
    """The sums anew from the deals, where `check_invariants` finds that they differ."""
    return _alone(COUNT)


def _alone(statement: str) -> int:
    tenant = {"tenant": current_tenant_id()}
    with connection.cursor() as cursor:
        cursor.execute(ALONE, tenant)
        cursor.execute(statement, tenant)
        return cursor.rowcount
