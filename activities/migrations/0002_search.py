"""The search index and the function through which it is read.

Under row-level security `@@` cannot use an index, since it is not leakproof. The function belongs
to the owner, for whom the policy does not count, and takes the tenant from the setting alone.
"""

from django.db import migrations

INDEX = """
CREATE INDEX search_terms ON activities_searchentry USING gin (tenant_id, terms)
"""
FUNCTION = """
CREATE FUNCTION search_entries(wanted tsquery, how_many int, only_kind varchar DEFAULT NULL)
RETURNS TABLE (kind varchar, object_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT e.kind, e.object_id FROM activities_searchentry e
        WHERE e.tenant_id = nullif(current_setting('app.tenant_id', true), '')::bigint
        AND e.terms @@ wanted AND (only_kind IS NULL OR e.kind = only_kind)
        ORDER BY e.updated_at DESC LIMIT how_many;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("activities", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gin", migrations.RunSQL.noop),
        migrations.RunSQL(INDEX, "DROP INDEX search_terms"),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION search_entries(tsquery, int, varchar)"),
    ]
