"""Folding the sums of the pipeline (opportunities/models/pipeline.py)."""

from django.db import connection, transaction

from people.models import Member
from tenants.scope import current_tenant_id

# One statement: whoever reads meanwhile sees the rows before it or those after it. Another run at
# the same time may have some of a sum's rows, so the rest can be an amount of no deals.
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


@transaction.atomic
def fold_pipeline(*, by: Member | None = None) -> int:
    """One row for each owner and stage again; answers how many it wrote. The job has no `by`."""
    with connection.cursor() as cursor:
        cursor.execute(FOLD, {"tenant": current_tenant_id()})
        return cursor.rowcount
