"""What /metrics tells of all companies together: sums by job, never a row (crm/metrics.py)."""

from django.db import migrations

JOBS = """
CREATE FUNCTION job_figures() RETURNS TABLE (
    job varchar, started numeric, seconds numeric, runs bigint, failures bigint, failing bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.job, max(extract(epoch FROM r.started_at)), max(r.seconds), sum(r.runs)::bigint,
        sum(r.failures)::bigint, count(*) FILTER (WHERE r.error <> '')
    FROM tenants_jobrun r GROUP BY r.job ORDER BY r.job
$$
"""
# 12 is MAX_ATTEMPTS of tenants/outbox.py.
OUTBOX = """
CREATE FUNCTION outbox_figures() RETURNS TABLE (waiting bigint, oldest numeric, given_up bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FILTER (WHERE o.attempts < 12),
        coalesce(extract(epoch FROM now() - min(o.created_at) FILTER (WHERE o.attempts < 12)), 0),
        count(*) FILTER (WHERE o.attempts >= 12)
    FROM tenants_outbox o WHERE o.done_at IS NULL
$$
"""


class Migration(migrations.Migration):
    dependencies = [("tenants", "0004_runs_and_seals")]
    operations = [
        migrations.RunSQL(JOBS, "DROP FUNCTION job_figures()"),
        migrations.RunSQL(OUTBOX, "DROP FUNCTION outbox_figures()"),
    ]
