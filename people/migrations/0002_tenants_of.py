"""The companies of a user: the one question across tenants, answered by the owner's function."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION tenants_of(wanted bigint) RETURNS TABLE (name varchar, slug varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT t.name, t.slug FROM people_member m JOIN tenants_tenant t ON t.id = m.tenant_id
    WHERE m.user_id = wanted AND m.active AND t.active ORDER BY t.name
$$
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION tenants_of(bigint)")]
