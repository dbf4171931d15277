"""`how_many` counts for each kind: three hundred new leads hid every older customer."""

from importlib import import_module

from django.db import migrations

before = import_module("activities.migrations.0003_search_title").FUNCTION
FUNCTION = """
CREATE OR REPLACE FUNCTION search_entries(
    wanted tsquery, how_many int, only_kind varchar DEFAULT NULL
) RETURNS TABLE (kind varchar, object_id bigint, title varchar)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE tenant bigint := nullif(current_setting('app.tenant_id', true), '')::bigint;
BEGIN
    IF only_kind IS NOT NULL THEN
        RETURN QUERY SELECT e.kind, e.object_id, e.title FROM activities_searchentry e
            WHERE e.tenant_id = tenant AND e.terms @@ wanted AND e.kind = only_kind
            ORDER BY e.updated_at DESC LIMIT how_many;
    ELSE
        RETURN QUERY SELECT found.kind, found.object_id, found.title FROM (
            SELECT e.kind, e.object_id, e.title, e.updated_at,
                row_number() OVER (PARTITION BY e.kind ORDER BY e.updated_at DESC) AS place
            FROM activities_searchentry e WHERE e.tenant_id = tenant AND e.terms @@ wanted
        ) found WHERE found.place <= how_many ORDER BY found.updated_at DESC;
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("activities", "0007_lexemes_of_the_company")]
    operations = [
        migrations.RunSQL(FUNCTION, before.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    ]
